using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Gateway.Abstractions.Configuration;
using Gateway.Plugins.Json;

namespace Gateway.Plugins.Csv;

/// <summary>
/// What both dialects share: a row that begins with digits belongs to a group, one with a key holds for all groups, <c>!</c> ends the file, and the
/// rest are comments.
/// </summary>
internal abstract class Dialect(Findings findings, KeyRows keys, string pattern)
{
    /// <summary>Where the file names routing policies; asked when it is read.</summary>
    public ImmutableArray<NamePlace> Names => keys.PolicyPlaces;

    protected Findings Findings => findings;

    protected KeyRows Keys => keys;

    protected Claims Claims { get; } = new();

    public GatewayConfig Read(IReadOnlyList<CsvRow> rows)
    {
        CheckFirstRow(rows[0]);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i][1].StartsWith('!'))
            {
                TellNotRead(rows[i], rows.Skip(i + 1));
                break;
            }

            ReadRow(rows[i]);
        }

        GroupConfig[] groups = [.. Groups()];
        Claims.TellLoops(groups);
        if (groups.Length == 0)
        {
            findings.Error(1, 1, "no row of this file is a group that can run", $"mend its rows, or take {Examples.PathOf(pattern)} as a pattern");
        }

        return new GatewayConfig
        {
            Groups = [.. groups.Select(g => g with { Policies = keys.Policies })],
            NoGui = keys.NoGui,
            Time = keys.Time,
        };
    }

    /// <summary>Looks at the first row, which is read like any other after that.</summary>
    protected virtual void CheckFirstRow(CsvRow first)
    {
    }

    /// <summary>Reads a row that begins with an id.</summary>
    protected abstract void ReadGroupRow(CsvRow row);

    /// <summary>The groups that can run, in the order of the file; asked once, when all rows are read.</summary>
    protected abstract IEnumerable<GroupConfig> Groups();

    /// <summary>Masters may come by IPv4 or IPv6.</summary>
    protected static IPEndPoint OnAnyAddress(int port) => new(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, port);

    private void ReadRow(CsvRow row)
    {
        if (row.HasId && row[1].Length > GroupConfig.LongestId)
        {
            findings.Error(row.Line, 1, $"id {Findings.Quoted(row[1])} is longer than {GroupConfig.LongestId} digits; the row is skipped", "shorten it");
        }
        else if (row.HasId)
        {
            ReadGroupRow(row);
        }
        else if (keys.IsKey(row[1]))
        {
            keys.Read(row);
        }
        else if (row.IsMeantAsGroup)
        {
            findings.Error(
                row.Line,
                1,
                row[1].Length == 0 ? "id is missing; the row is skipped" : $"id {Findings.Quoted(row[1])} is not made of digits alone; the row is skipped",
                "begin the row with an id of digits and a comma; begin a comment with '#'");
        }
        else if (row[1].Length > 0 && char.IsAsciiDigit(row[1][0]))
        {
            findings.Warning(row.Line, 1, $"{Findings.Quoted(row[1])} is no id, and the row is read as a comment", "begin a comment with '#'");
        }
        else
        {
            keys.TellNoKey(row);
        }
    }

    private void TellNotRead(CsvRow end, IEnumerable<CsvRow> rest)
    {
        string[] lost = [.. rest.Where(r => r.HasId || keys.IsKey(r[1]) || r.IsMeantAsGroup).Select(r => $"{r.Line} ({Title(r)})")];
        if (lost.Length > 0)
        {
            findings.Warning(end.Line, 1, $"'!' ends the file here; these rows are not read: {string.Join(", ", lost)}", "remove the row with '!' to have them read");
        }
    }

    private string Title(CsvRow row) => keys.IsKey(row[1]) ? row[1] : $"{row[1]} {row[2]}".Trim();
}
