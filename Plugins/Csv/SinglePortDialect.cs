using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;
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
    private const int LongestName = 16;
    private const int MostConnections = 255;
    private const int LongestSeconds = 86_400;
    private const int MostBuffered = 1_000_000;

    private readonly List<GroupConfig> _groups = [];
    private readonly Dictionary<string, (int Line, string Name)> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (int Line, string Name)> _ports = [];
    private readonly Dictionary<RtuEndpoint, (int Line, string Name)> _endpoints = [];
    private readonly List<string> _timeServers = [];
    private TimeSpan? _timeInterval;
    private ImmutableArray<string> _policies = [PolicyNames.Broadcast, PolicyNames.Reply];
    private bool _noGui;

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
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i][1].StartsWith('!'))
            {
                TellNotRead(rows[i], rows.Skip(i + 1));
                break;
            }

            ReadRow(rows[i]);
        }

        return new GatewayConfig
        {
            Groups = [.. _groups.Select(g => g with { Policies = _policies })],
            NoGui = _noGui,
            Time = new TimeConfig { Servers = [.. _timeServers], UpdateInterval = _timeInterval ?? TimeConfig.None.UpdateInterval },
        };
    }

    private static bool IsId(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private void ReadRow(CsvRow row)
    {
        var first = row[1];
        if (IsId(first))
        {
            ReadGroup(row);
        }
        else if (first is "nogui")
        {
            _noGui = true;
        }
        else if (first is "ntp_server" or "ntpserver")
        {
            ReadTimeServer(row);
        }
        else if (first is "ntp_update_every_sec")
        {
            var reader = new RowReader(row, findings);
            _timeInterval = TimeSpan.FromSeconds(reader.Optional(2, first, LongestSeconds, (int)TimeConfig.None.UpdateInterval.TotalSeconds));
        }
        else if (first is "policies")
        {
            ReadPolicies(row);
        }
        else if (first is "t1" or "t2" or "t3" or "w" or "k" or "idletime" or "buffsize" or "bufsize" or "logevents" && row.Width <= 2)
        {
            findings.Warning(row.Line, 1, $"'{first}' is not read in this dialect: each group's row has its own", $"put the value into the groups' column {first}");
        }
        else if (decimal.TryParse(first, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
        {
            findings.Error(row.Line, 1, $"id '{first}' is not made of digits alone; the row is skipped", "write the id with digits only");
        }
    }

    private void TellNotRead(CsvRow end, IEnumerable<CsvRow> rest)
    {
        string[] lost = [.. rest.Where(r => IsId(r[1])).Select(r => $"{r.Line} ({r[2]})")];
        if (lost.Length > 0)
        {
            findings.Warning(end.Line, 1, $"'!' ends the file here; these rows are not read: {string.Join(", ", lost)}", "remove the row with '!' to have them read");
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

        _policies = [.. names];
    }

    private void ReadGroup(CsvRow row)
    {
        var read = new RowReader(row, findings);
        var id = row[(int)Cell.Id];
        var name = read.Name((int)Cell.Name, LongestName);
        CheckFree(read, Cell.Id, "id", id, _ids);
        var port = read.Required((int)Cell.Port, "port no", 1, 65535);
        if (read.IsGood)
        {
            CheckFree(read, Cell.Port, "port", port, _ports);
        }

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
        if (!read.IsGood)
        {
            return;
        }

        _ids[id] = (row.Line, name);
        _ports[port] = (row.Line, name);
        foreach (var host in hosts)
        {
            if (!_endpoints.TryAdd(host, (row.Line, name)))
            {
                var (line, other) = _endpoints[host];
                read.Warning((int)Cell.Hosts, $"the RTU at {host} is that of row {line} ({other}), too; most RTUs serve one connection only", "give each group an RTU of its own");
            }
        }

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

    private static CommonAddress ReadAddress(RowReader read)
    {
        var number = read.Required((int)Cell.RtuNumber, "rtu no", 1, 65535);
        if (number == 65535)
        {
            read.Error((int)Cell.RtuNumber, "rtu no 65535 is the broadcast address", "give it one from 1 to 65534");
        }

        return new CommonAddress((ushort)number);
    }

    private static int ReadConnections(RowReader read)
    {
        var connections = read.Optional((int)Cell.MaxConnections, "max conn", int.MaxValue, 5);
        if (connections > MostConnections)
        {
            read.Warning((int)Cell.MaxConnections, $"max conn {connections} is above {MostConnections}; {MostConnections} is taken", $"a group serves {MostConnections} masters at most");
            connections = MostConnections;
        }

        return connections;
    }

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
            read.Warning((int)Cell.W, $"w {w} is above two thirds of k {k}: the peer may stand still until t2", $"take w {Math.Max(1, k * 2 / 3)} or less");
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
