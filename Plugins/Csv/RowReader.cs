using System.Collections.Immutable;
using System.Globalization;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>Reads the values of one row, and reports what is not as it seems. <see cref="IsGood"/> turns false where the row cannot be used.</summary>
internal sealed class RowReader(CsvRow row, Findings findings)
{
    public bool IsGood { get; private set; } = true;

    public CsvRow Row => row;

    public void Error(int cell, string message, string advice)
    {
        IsGood = false;
        findings.Error(row.Line, cell, message, advice);
    }

    public void Warning(int cell, string message, string advice) => findings.Warning(row.Line, cell, message, advice);

    /// <summary>A whole number that must be there; 0 where the row cannot be used.</summary>
    public int Required(int cell, string name, int least, int most)
    {
        var text = row[cell];
        if (TryNumber(text, out var value) && value >= least && value <= most)
        {
            return (int)value;
        }

        Error(cell, text.Length == 0 ? $"{name} is missing" : $"{name} {Findings.Quoted(text)} is not a number from {least} to {most}", $"give it one from {least} to {most}");
        return 0;
    }

    /// <summary>A whole number that may be left out. What is no number is taken as the default, as the original did; one out of range skips the row.</summary>
    public int Optional(int cell, string name, int most, int otherwise)
    {
        var value = OptionalNumber(cell, name, most, otherwise);
        if (value > most)
        {
            Error(cell, $"{name} {Findings.Quoted(row[cell])} is above {most}", $"give it one from 1 to {most}");
            return otherwise;
        }

        return (int)value;
    }

    /// <summary>As <see cref="Optional"/>, but a higher number is taken as the highest.</summary>
    public int OptionalAtMost(int cell, string name, int most, int otherwise)
    {
        var value = OptionalNumber(cell, name, most, otherwise);
        if (value > most)
        {
            Warning(cell, $"{name} {Findings.Quoted(row[cell])} is above {most}; {most} is taken", $"give it one from 1 to {most}");
            return most;
        }

        return (int)value;
    }

    public string Name(int cell, int longest)
    {
        var text = row[cell];
        if (text.Length == 0)
        {
            Error(cell, "sys name is missing", "give the row a name; it is what logs and pages show");
        }

        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Warning(cell, $"sys name {Findings.Quoted(text)} holds octets that are not UTF-8; they are shown as \uFFFD", "save the file as UTF-8");
        }

        if (text.Length > longest)
        {
            // Not between the halves of one character.
            var taken = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
            Warning(cell, $"sys name {Findings.Quoted(text)} is longer than {longest} characters; '{taken}' is taken", "shorten it");
            return taken;
        }

        return text;
    }

    /// <summary>Tells of cells behind the last column; empty ones only pad the row.</summary>
    public void NothingBeyond(int last)
    {
        for (var cell = last + 1; cell <= row.Width; cell++)
        {
            if (row[cell].Length > 0)
            {
                Warning(cell, $"{Findings.Quoted(row[cell])} stands behind the last column and is not read", "join a list with ';' in one cell, and put a cell that holds commas in quotes");
            }
        }
    }

    public ImmutableArray<RtuEndpoint> Hosts(int cell)
    {
        var hosts = ImmutableArray.CreateBuilder<RtuEndpoint>();
        foreach (var entry in Entries(row[cell]))
        {
            if (RtuEndpoint.TryParse(entry, out var host))
            {
                hosts.Add(host);
            }
            else
            {
                Warning(
                    cell,
                    $"hosts entry {Findings.Quoted(entry)} is no IP:PORT; it is left out",
                    AddressNetwork.TryParse(entry, out _)
                        ? "give it a port, or move it to the filter, the next cell"
                        : "write it as 10.1.1.7:2404; names and leading zeros are not read");
            }
        }

        if (hosts.Count == 0)
        {
            Error(cell, "hosts has no IP:PORT", "write one or more as 10.1.1.7:2404;10.1.1.8:2404");
        }

        return hosts.ToImmutable();
    }

    public AddressFilter Filter(int cell)
    {
        var text = row[cell];
        if (text.Length == 0)
        {
            return AddressFilter.Everybody;
        }

        var networks = ImmutableArray.CreateBuilder<AddressNetwork>();
        foreach (var entry in Entries(text))
        {
            if (AddressNetwork.TryParse(entry, out var network))
            {
                networks.Add(network);
            }
            else
            {
                Warning(
                    cell,
                    $"filter entry {Findings.Quoted(entry)} is neither an address nor a network; it is left out",
                    RtuEndpoint.TryParse(entry, out _)
                        ? "if it is one of the hosts, join it to them with ';'"
                        : "write it as 10.1.1.7 or 10.1.1.0/24; names and leading zeros are not read");
            }
        }

        if (networks.Count == 0)
        {
            Warning(cell, "no entry of the filter is good: nobody is admitted", "mend it, or leave the cell empty to admit everybody");
        }

        return networks.Count == 0 ? AddressFilter.Nobody : new AddressFilter(networks.ToImmutable());
    }

    private static string[] Entries(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private long OptionalNumber(int cell, string name, int most, int otherwise)
    {
        var text = row[cell];
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (!TryNumber(text, out var value) || value == 0)
        {
            Warning(cell, $"{name} {Findings.Quoted(text)} is not a number from 1 to {most}; {otherwise} is taken", $"give it one from 1 to {most}, or leave it empty");
            return otherwise;
        }

        return value;
    }

    // Digits alone; what is too long for a number is above every limit.
    private static bool TryNumber(string text, out long value)
    {
        value = 0;
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        return true;
    }
}
