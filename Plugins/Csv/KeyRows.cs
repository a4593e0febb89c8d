using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;

namespace Gateway.Plugins.Csv;

/// <summary>The rows of a file that hold for all of its groups: a key in the first cell, its value in the second.</summary>
internal sealed class KeyRows(Findings findings)
{
    private const int LongestSeconds = 86_400;

    private static readonly string[] Keys = ["nogui", "ntp_server", "ntp_update_every_sec", "policies"];

    // What the other dialect keeps in key rows.
    private static readonly string[] Columns = ["idletime", "t1", "t2", "t3", "w", "k", "buffsize", "bufsize", "logevents"];

    private readonly List<string> _timeServers = [];
    private TimeSpan? _timeInterval;

    public bool NoGui { get; private set; }

    public ImmutableArray<string> Policies { get; private set; } = [PolicyNames.Broadcast, PolicyNames.Reply];

    public TimeConfig Time => new() { Servers = [.. _timeServers], UpdateInterval = _timeInterval ?? TimeConfig.None.UpdateInterval };

    public static bool IsKey(string text) => Keys.Contains(text, StringComparer.Ordinal) || text == "ntpserver";

    /// <summary>Reads a row that is no group; what is no key either is a comment.</summary>
    public void Read(CsvRow row)
    {
        switch (row[1])
        {
            case "nogui":
                ReadNoGui(row);
                break;
            case "ntp_server" or "ntpserver":
                ReadTimeServer(row);
                break;
            case "ntp_update_every_sec":
                ReadTimeInterval(row);
                break;
            case "policies":
                ReadPolicies(row);
                break;
            default:
                TellNoKey(row);
                break;
        }
    }

    private void ReadNoGui(CsvRow row)
    {
        NoGui = true;
        if (row.Width > 1)
        {
            findings.Warning(row.Line, 2, $"nogui takes no value: {Findings.Quoted(row[2])} does not switch it off", "begin the row with '#' to have the dashboard");
        }
    }

    private void ReadTimeServer(CsvRow row)
    {
        if (row[1] == "ntpserver")
        {
            findings.Warning(row.Line, 1, "'ntpserver' is read as ntp_server; the original programs ignored it", "write ntp_server");
        }

        if (row[2].Length == 0)
        {
            findings.Warning(row.Line, 2, $"{row[1]} names no server", "write its name or address into the second cell");
        }
        else
        {
            _timeServers.Add(row[2]);
        }

        TellMoreValues(row, "give each server a row of its own");
    }

    private void ReadTimeInterval(CsvRow row)
    {
        if (row[2].Length == 0)
        {
            findings.Warning(row.Line, 2, $"{row[1]} gives no seconds; the row says nothing", "write the seconds into the second cell, for example 900");
            return;
        }

        var reader = new RowReader(row, findings);
        var seconds = reader.Optional(2, row[1], LongestSeconds, (int)TimeConfig.None.UpdateInterval.TotalSeconds);
        TellMoreValues(row, "give the seconds alone");
        if (!reader.IsGood)
        {
            return;
        }

        if (_timeInterval is { } before)
        {
            findings.Warning(row.Line, 1, $"{row[1]} stands in a row before; its {before.TotalSeconds} is replaced by {seconds}", "keep one of the rows");
        }

        _timeInterval = TimeSpan.FromSeconds(seconds);
    }

    // Ours, not the originals': the routing policies of all groups, in their order (R12).
    private void ReadPolicies(CsvRow row)
    {
        string[] names = [.. row.Cells.Skip(1).Where(c => c.Length > 0)];
        if (names.Length == 0)
        {
            findings.Warning(row.Line, 2, "policies names none; the standard ones are taken", "write their names in their order: policies,maintenance,broadcast,reply");
            return;
        }

        Policies = [.. names];
    }

    private void TellMoreValues(CsvRow row, string advice)
    {
        if (row.Width > 2)
        {
            findings.Warning(row.Line, 3, $"{row[1]} takes one value; what follows it is not read", advice);
        }
    }

    private void TellNoKey(CsvRow row)
    {
        var first = row[1];
        if (Columns.Contains(first, StringComparer.Ordinal))
        {
            var column = first == "bufsize" ? "buffsize" : first;
            findings.Warning(row.Line, 1, $"'{first}' is not read in this dialect: each group's row has its own", $"put the value into the groups' column {column}");
        }
        else if (Keys.FirstOrDefault(k => k.Equals(first, StringComparison.OrdinalIgnoreCase)) is { } key)
        {
            findings.Warning(row.Line, 1, $"'{first}' is no key, and the row is read as a comment", $"write {key}");
        }
        else if (row.Width == 2 && IsWord(first))
        {
            findings.Warning(
                row.Line, 1, $"{Findings.Quoted(first)} is no key, and the row is read as a comment", $"the keys are {string.Join(", ", Keys)}; begin a comment with '#'");
        }
    }

    private static bool IsWord(string text) => text.Length > 0 && !text.StartsWith('#') && !text.Any(char.IsWhiteSpace);
}
