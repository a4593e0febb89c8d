using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104;
using Gateway.Iec104.Links;

namespace Gateway.Plugins.Csv;

/// <summary>
/// The single-port dialect: one row is one group, on one port. Key rows before them; <c>#</c> or any text that is no number makes a
/// comment; <c>!</c> ends the file.
/// </summary>
internal sealed class SinglePortDialect(Findings findings)
{
    private const string Marker = "iec104MM2SS-1port";
    private const string KnownVersion = "iec104MM2SS-1port-v1.0";
    private const int LongestName = 16;
    private const int MostConnections = 255;
    private const int LongestSeconds = 86_400;
    private const int MostBuffered = 1_000_000;

    private readonly List<GroupConfig> _groups = [];
    private readonly Dictionary<string, (int Line, string Name)> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (int Line, string Name)> _ports = [];
    private readonly Dictionary<RtuEndpoint, (int Line, string Name)> _endpoints = [];
    private readonly KeyRows _keys = new(findings);

    // Cells by position; the header line of a file is a comment.
    private enum Cell
    {
        Id = 1,
        Name,
        Port,
        RtuNumber,
        MaxConnections,
        IdleTime,
        T1,
        T2,
        T3,
        W,
        K,
        BufferSize,
        LogEvents,
        SameAddress,
        Hosts,
        Filter,
    }

    /// <summary>The marker in the first row; or, where that row is empty, a row as wide as a group of this dialect.</summary>
    public static bool Recognizes(IReadOnlyList<CsvRow> rows) =>
        rows.Count > 0
        && (rows[0][1].Contains(Marker, StringComparison.Ordinal)
            || rows.Any(r => IsId(r[1]) && r.Width >= (int)Cell.Hosts));

    public GatewayConfig Read(IReadOnlyList<CsvRow> rows)
    {
        CheckMarker(rows[0]);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i][1].StartsWith('!'))
            {
                TellNotRead(rows[i], rows.Skip(i + 1));
                break;
            }

            ReadRow(rows[i]);
        }

        if (_groups.Count == 0)
        {
            findings.Error(1, 1, "no row of this file is a group that can run", "mend its rows, or take config/single-port.csv as a pattern");
        }

        return new GatewayConfig
        {
            Groups = [.. _groups.Select(g => g with { Policies = _keys.Policies })],
            NoGui = _keys.NoGui,
            Time = _keys.Time,
        };
    }

    private static bool IsId(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    // An empty first row passed in the original program, too.
    private void CheckMarker(CsvRow first)
    {
        if (first.IsEmpty || first[1].Contains(KnownVersion, StringComparison.Ordinal))
        {
            return;
        }

        findings.Warning(
            first.Line,
            1,
            first[1].Contains(Marker, StringComparison.Ordinal)
                ? $"this version of the dialect is not known; the file is read as {KnownVersion}"
                : "the first row does not name the dialect; the file is read as single-port, by the width of its rows (the original program refused it)",
            $"begin the file with {KnownVersion}");
    }

    private void ReadRow(CsvRow row)
    {
        if (IsId(row[1]))
        {
            ReadGroup(row);
        }
        else if (IsMeantAsGroup(row))
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
            _keys.Read(row);
        }
    }

    // Nobody writes a comment so: numbers where port and rtu no stand, a number with a point or a sign, digits and an RTU's address.
    private static bool IsMeantAsGroup(CsvRow row)
    {
        var first = row[1];
        return !first.StartsWith('#')
            && ((IsId(row[(int)Cell.Port]) && IsId(row[(int)Cell.RtuNumber]))
                || decimal.TryParse(first, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
                || (first.Length > 0 && char.IsAsciiDigit(first[0]) && row.Cells.Any(c => c.Split(';').Any(e => RtuEndpoint.TryParse(e.Trim(), out _)))));
    }

    private void TellNotRead(CsvRow end, IEnumerable<CsvRow> rest)
    {
        string[] lost = [.. rest.Where(r => IsId(r[1]) || KeyRows.IsKey(r[1]) || IsMeantAsGroup(r)).Select(r => $"{r.Line} ({Title(r)})")];
        if (lost.Length > 0)
        {
            findings.Warning(end.Line, 1, $"'!' ends the file here; these rows are not read: {string.Join(", ", lost)}", "remove the row with '!' to have them read");
        }
    }

    private static string Title(CsvRow row) => KeyRows.IsKey(row[1]) ? row[1] : $"{row[1]} {row[2]}".Trim();

    private void ReadGroup(CsvRow row)
    {
        var read = new RowReader(row, findings);
        var id = row[(int)Cell.Id];
        var name = read.Name((int)Cell.Name, LongestName);
        CheckFree(read, Cell.Id, "id", id, _ids);
        var port = read.Required((int)Cell.Port, "port no", 1, 65535);
        CheckFree(read, Cell.Port, "port", port, _ports);

        var address = ReadAddress(read);
        var connections = ReadConnections(read);
        var link = ReadLink(read);
        var buffer = ReadBuffer(read, link.K);
        var log = ReadLog(read);
        var same = ReadSameAddress(read);
        var hosts = read.Hosts((int)Cell.Hosts);
        if (row.Cells.Count < (int)Cell.Filter)
        {
            read.Warning((int)Cell.Filter, "the filter cell is missing: everybody is admitted (the original program ignored such a row)", "end the row with a comma");
        }

        var filter = read.Filter((int)Cell.Filter);
        read.NothingBeyond((int)Cell.Filter);
        if (!read.IsGood)
        {
            return;
        }

        _ids[id] = (row.Line, name);
        _ports[port] = (row.Line, name);
        CheckEndpoints(read, hosts, name);
        _groups.Add(new GroupConfig
        {
            Id = id,
            Name = name,
            Hosts = hosts,
            CommonAddress = address,
            Link = link,
            BufferSize = buffer,
            LogEvents = log,
            Ports =
            [
                new MasterPortConfig
                {
                    Name = name,
                    Listen = new IPEndPoint(AnyAddress, port),
                    CommonAddress = address,
                    Filter = filter,
                    MaxConnections = connections,
                    SameAddress = same,
                },
            ],
        });
    }

    // Masters may come by IPv4 or IPv6.
    private static IPAddress AnyAddress => System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    private static void CheckFree<T>(RowReader read, Cell cell, string what, T value, Dictionary<T, (int Line, string Name)> taken)
        where T : notnull
    {
        if (taken.TryGetValue(value, out var by))
        {
            read.Error((int)cell, $"{what} {value} is taken by row {by.Line} ({by.Name})", $"give this row {(what == "id" ? "an id" : "a port")} of its own");
        }
    }

    private void CheckEndpoints(RowReader read, ImmutableArray<RtuEndpoint> hosts, string name)
    {
        foreach (var twice in hosts.GroupBy(h => h).Where(g => g.Count() > 1))
        {
            read.Warning((int)Cell.Hosts, $"hosts names {twice.Key} more than once", "once is enough: the search begins anew after the last one");
        }

        foreach (var shared in hosts.Distinct().Where(_endpoints.ContainsKey).GroupBy(h => _endpoints[h]))
        {
            read.Warning(
                (int)Cell.Hosts,
                $"the RTU at {string.Join(", ", shared)} is that of row {shared.Key.Line} ({shared.Key.Name}), too; most RTUs serve one connection only",
                "give each group an RTU of its own");
        }

        foreach (var host in hosts)
        {
            _ = _endpoints.TryAdd(host, (read.Row.Line, name));
        }
    }

    private static CommonAddress ReadAddress(RowReader read)
    {
        const string Broadcast = "65535";
        if (read.Row[(int)Cell.RtuNumber] == Broadcast)
        {
            read.Error((int)Cell.RtuNumber, $"rtu no {Broadcast} is the broadcast address", "give it one from 1 to 65534");
            return CommonAddress.Broadcast;
        }

        return new CommonAddress((ushort)read.Required((int)Cell.RtuNumber, "rtu no", 1, 65534));
    }

    private static int ReadConnections(RowReader read) => read.OptionalAtMost((int)Cell.MaxConnections, "max conn", MostConnections, 5);

    private static LinkConfig ReadLink(RowReader read)
    {
        var idle = read.Optional((int)Cell.IdleTime, "idletime", LongestSeconds, 60);
        var t1 = read.Optional((int)Cell.T1, "t1", LongestSeconds, 15);
        var t2 = read.Optional((int)Cell.T2, "t2", LongestSeconds, 10);
        var t3 = read.Optional((int)Cell.T3, "t3", LongestSeconds, 20);
        var w = read.Optional((int)Cell.W, "w", LinkConfig.MaxK, 8);
        var k = read.Optional((int)Cell.K, "k", LinkConfig.MaxK, 12);
        if (w * 3 > k * 2)
        {
            read.Warning(
                (int)Cell.W, $"w {w} is above two thirds of k {k}: the peer may stand still until t2", k > 1 ? $"take w {k * 2 / 3} or less" : "take k 2 or more, and w 1");
        }

        if (t2 >= t1)
        {
            read.Warning((int)Cell.T2, $"t2 {t2} is not below t1 {t1}: an acknowledgement may come too late", "take t2 below t1, for example 10 and 15");
        }

        if (idle <= t3 + t1)
        {
            read.Warning((int)Cell.IdleTime, $"idletime {idle} is not above t3 + t1 = {t3 + t1}: a quiet connection is closed before TESTFR is confirmed", $"take {t3 + t1 + 1} or more");
        }

        return new LinkConfig
        {
            IdleTimeout = TimeSpan.FromSeconds(idle),
            T1 = TimeSpan.FromSeconds(t1),
            T2 = TimeSpan.FromSeconds(t2),
            T3 = TimeSpan.FromSeconds(t3),
            W = w,
            K = k,
        };
    }

    private static int ReadBuffer(RowReader read, int k)
    {
        var otherwise = Math.Max(1000, k);
        var size = read.Optional((int)Cell.BufferSize, "buffsize", MostBuffered, otherwise);
        if (size < k)
        {
            read.Warning((int)Cell.BufferSize, $"buffsize {size} is below k {k}; {otherwise} is taken", "take k or more; it counts packets");
            size = otherwise;
        }

        return size;
    }

    private static bool ReadLog(RowReader read)
    {
        var text = read.Row[(int)Cell.LogEvents];
        if (text is not ("Y" or "N" or ""))
        {
            read.Warning((int)Cell.LogEvents, $"logevents '{text}' is read as N", "write Y or N");
        }

        return text == "Y";
    }

    private static SameAddressRule ReadSameAddress(RowReader read)
    {
        var text = read.Row[(int)Cell.SameAddress];
        if (text is not ("all" or "old" or "new" or ""))
        {
            read.Warning((int)Cell.SameAddress, $"same ip '{text}' is read as all", "write all, old or new");
        }

        return text switch
        {
            "old" => SameAddressRule.Old,
            "new" => SameAddressRule.New,
            _ => SameAddressRule.All,
        };
    }
}
