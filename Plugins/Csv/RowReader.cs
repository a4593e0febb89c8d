using Gateway.Iec104;

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
        if (Digits.TryRead(text, out var value) && value >= least && value <= most)
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

    /// <summary>One of a few words, written exactly so; the first of them where the cell is empty or holds another.</summary>
    public string Word(int cell, string name, ReadOnlySpan<string> words, string advice)
    {
        var text = row[cell];
        if (words.Contains(text))
        {
            return text;
        }

        if (text.Length > 0)
        {
            Warning(cell, $"{name} {Findings.Quoted(text)} is read as {words[0]}", advice);
        }

        return words[0];
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

    /// <summary>A station's own address; 65535 means all stations.</summary>
    public CommonAddress StationAddress(int cell, string name)
    {
        const string Broadcast = "65535";
        if (row[cell] == Broadcast)
        {
            Error(cell, $"{name} {Broadcast} is the broadcast address", "give it one from 1 to 65534");
            return CommonAddress.Broadcast;
        }

        return new CommonAddress((ushort)Required(cell, name, 1, 65534));
    }

    private long OptionalNumber(int cell, string name, int most, int otherwise)
    {
        var text = row[cell];
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (!Digits.TryRead(text, out var value) || value == 0)
        {
            Warning(cell, $"{name} {Findings.Quoted(text)} is not a number from 1 to {most}; {otherwise} is taken", $"give it one from 1 to {most}, or leave it empty");
            return otherwise;
        }

        return value;
    }
}
