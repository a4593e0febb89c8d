using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;
using Gateway.Iec104.Links;

namespace Gateway.Plugins.Csv;

/// <summary>The single-port dialect: one row is one group, on one port. Its first row names it.</summary>
internal sealed class SinglePortDialect(Findings findings)
    : Dialect(findings, new KeyRows(findings, [PolicyNames.Broadcast, PolicyNames.Reply], Columns), "single-port.csv")
{
    private const string Marker = "iec104MM2SS-1port";
    private const string KnownVersion = "iec104MM2SS-1port-v1.0";
    private const int LongestName = 16;
    private const int MostConnections = 255;

    private readonly List<GroupConfig> _groups = [];

    private static ImmutableArray<string> Columns => [.. LinkSetting.All.Select(s => s.Name), "bufsize", "logevents"];

    // Cells by position; the header line of a file is a comment.
    private enum Cell
    {
        Id = 1,
        Name,
        Port,
        RtuNumber,
        MaxConnections,
        FirstLinkSetting,
        LogEvents = FirstLinkSetting + 7,
        SameAddress,
        Hosts,
        Filter,
    }

    /// <summary>The row is as wide as a group of this dialect.</summary>
    public static bool IsWide(CsvRow row) => row.Width >= (int)Cell.Hosts;

    public static bool HasMarker(CsvRow first) => first[1].Contains(Marker, StringComparison.Ordinal);

    // An empty one passed in the original program, too.
    protected override void CheckFirstRow(CsvRow first)
    {
        if (first.IsEmpty || first[1].Contains(KnownVersion, StringComparison.Ordinal))
        {
            return;
        }

        Findings.Warning(
            first.Line,
            1,
            HasMarker(first)
                ? $"this version of the dialect is not known; the file is read as {KnownVersion}"
                : "the first row does not name the dialect; the file is read as single-port, by the width of its rows (the original program refused it)",
            $"begin the file with {KnownVersion}");
    }

    protected override IEnumerable<GroupConfig> Groups() => _groups;

    protected override void ReadGroupRow(CsvRow row)
    {
        var read = new RowReader(row, Findings);
        if (PortPerMasterDialect.Shows(row) && !IsWide(row))
        {
            read.Error(1, "this is a row of the port-per-master dialect; it is skipped", "keep the groups of the two dialects in files of their own");
            return;
        }

        var id = row[(int)Cell.Id];
        var name = read.Name((int)Cell.Name, LongestName);
        Claims.CheckId(read, (int)Cell.Id, id);
        var port = read.Required((int)Cell.Port, "port no", 1, 65535);
        Claims.CheckPort(read, (int)Cell.Port, port);

        var address = read.StationAddress((int)Cell.RtuNumber, "rtu no");
        var connections = read.OptionalAtMost((int)Cell.MaxConnections, "max conn", MostConnections, 5);
        var (link, buffer) = ReadLink(read);
        var log = read.Word((int)Cell.LogEvents, "logevents", ["N", "Y"], "write Y or N");
        var same = read.Word((int)Cell.SameAddress, "same ip", ["all", "old", "new"], "write all, old or new");
        var hosts = AddressCells.Hosts(read, (int)Cell.Hosts, "give it a port, or move it to the filter, the next cell");
        var filter = ReadFilter(read);
        read.NothingBeyond((int)Cell.Filter);
        if (!read.IsGood)
        {
            return;
        }

        Claims.TakeId(id, row.Line, name);
        Claims.TakePort(port, row.Line, name);
        Claims.TakeHosts(read, (int)Cell.Hosts, hosts, name);
        _groups.Add(new GroupConfig
        {
            Id = id,
            Name = name,
            Hosts = hosts,
            CommonAddress = address,
            Link = link,
            BufferSize = buffer,
            LogEvents = log == "Y",
            Ports =
            [
                new MasterPortConfig
                {
                    Name = name,
                    Listen = OnAnyAddress(port),
                    CommonAddress = address,
                    Filter = filter,
                    MaxConnections = connections,
                    SameAddress = Enum.Parse<SameAddressRule>(same, ignoreCase: true),
                },
            ],
        });
    }

    private (LinkConfig Link, int BufferSize) ReadLink(RowReader read)
    {
        var settings = new LinkSettings(Findings);
        var cell = (int)Cell.FirstLinkSetting;
        foreach (var setting in LinkSetting.All)
        {
            settings.Set(setting, read.Optional(cell, setting.Name, setting.Most, settings[setting]), read.Row.Line, cell);
            cell++;
        }

        return settings.Check();
    }

    private static AddressFilter ReadFilter(RowReader read)
    {
        if (read.Row.Cells.Count < (int)Cell.Filter)
        {
            read.Warning((int)Cell.Filter, "the filter cell is missing: everybody is admitted (the original program ignored such a row)", "end the row with a comma");
        }

        return AddressCells.Filter(read, (int)Cell.Filter, "filter", "if it is one of the hosts, join it to them with ';'");
    }
}
