using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;

namespace Gateway.Plugins.Csv;

/// <summary>
/// The port-per-master dialect: the rows with one id are a group. One of them is its RTU's, the slave's; each of the others gives a master a port of its
/// own, and the RTU number that it knows the RTU by (R8). Settings of connections are key rows.
/// </summary>
internal sealed class PortPerMasterDialect : Dialect
{
    private const int LongestName = 14;

    private readonly LinkKeys _link;
    private readonly Dictionary<string, GroupRows> _groups = new(StringComparer.Ordinal);

    public PortPerMasterDialect(Findings findings)
        : base(findings, new KeyRows(findings, [PolicyNames.Broadcast, PolicyNames.Reply, PolicyNames.CommonAddressMap], []), "port-per-master.csv")
    {
        _link = new LinkKeys(Keys, findings);
    }

    // Cells by position; the header line of a file is a comment.
    private enum Cell
    {
        Id = 1,
        Name,
        Port,
        RtuNumber,
        Master,
        Hosts,
    }

    /// <summary>A group's row that only this dialect has.</summary>
    public static bool Shows(CsvRow row) => row[(int)Cell.Master] is "Y" or "y" or "N" or "n";

    /// <summary>A group's row that does not have the other dialect's max conn, or a setting that the other one has in its columns.</summary>
    public static bool MayBe(CsvRow row) =>
        row.HasId || row.IsMeantAsGroup ? !Digits.Are(row[(int)Cell.Master]) : LinkSetting.All.Any(s => s.Name == row[1]);

    protected override void ReadGroupRow(CsvRow row)
    {
        var read = new RowReader(row, Findings);
        if (SinglePortDialect.IsWide(row) && !Shows(row))
        {
            read.Error(1, "this is a row of the single-port dialect; it is skipped", "keep the groups of the two dialects in files of their own");
            return;
        }

        var id = row[(int)Cell.Id];
        if (!_groups.TryGetValue(id, out var group))
        {
            _groups.Add(id, group = new GroupRows(id, row.Line));
        }

        if (row[(int)Cell.Master] == "Y")
        {
            ReadMaster(read, group);
        }
        else
        {
            ReadSlave(read, group);
        }
    }

    protected override IEnumerable<GroupConfig> Groups()
    {
        var (link, buffer) = _link.Check();
        var groups = new List<GroupConfig>();
        foreach (var rows in _groups.Values.OrderBy(g => g.Slave?.Row.Line))
        {
            if (rows.Result(Findings) is { } group)
            {
                Claims.TakeHosts(rows.Slave!, (int)Cell.Hosts, group.Hosts, group.Name);
                groups.Add(group with { Link = link, BufferSize = buffer });
            }
        }

        CommonAddressMapCheck.Tell(Keys, groups, Findings);
        return groups;
    }

    private static void ReadSlave(RowReader read, GroupRows group)
    {
        var row = read.Row;
        if (row[(int)Cell.Master] is not ("N" or ""))
        {
            read.Warning((int)Cell.Master, $"master {Findings.Quoted(row[(int)Cell.Master])} is read as N: only Y makes a master", "write Y, or N for the RTU");
        }

        if (group.Slave is { } slave)
        {
            read.Error(
                1,
                $"group {row[1]} has its slave in row {slave.Row.Line} ({group.Name}); this one is skipped",
                "give it an id of its own, or write Y if it is a master");
            return;
        }

        var name = read.Name((int)Cell.Name, LongestName);
        if (row[(int)Cell.Port].Length > 0)
        {
            read.Warning(
                (int)Cell.Port,
                $"port no {Findings.Quoted(row[(int)Cell.Port])} is not read: nobody connects to a slave's port",
                "leave it empty, or write Y if it is a master");
        }

        var address = read.StationAddress((int)Cell.RtuNumber, "rtu no");
        var hosts = AddressCells.Hosts(read, (int)Cell.Hosts, "give it a port, or write Y if the row is a master's");
        read.NothingBeyond((int)Cell.Hosts);
        group.AddSlave(read, new GroupConfig { Id = row[1], Name = name, Hosts = hosts, CommonAddress = address, Ports = [], LogEvents = true, AllowRtuAddress = true });
    }

    private void ReadMaster(RowReader read, GroupRows group)
    {
        var name = read.Name((int)Cell.Name, LongestName);
        var port = read.Required((int)Cell.Port, "port no", 1, 65535);
        Claims.CheckPort(read, (int)Cell.Port, port);
        var address = read.StationAddress((int)Cell.RtuNumber, "rtu no");
        if (read.Row.Cells.Count < (int)Cell.Hosts)
        {
            read.Warning((int)Cell.Hosts, "the hosts cell is missing: everybody is admitted", "end the row with a comma");
        }

        var filter = AddressCells.Filter(read, (int)Cell.Hosts, "hosts", "leave out its port; or write N if the row is the RTU's");
        read.NothingBeyond((int)Cell.Hosts);
        var isServed = group.AddMaster(read, new MasterPortConfig
        {
            Name = name,
            Listen = OnAnyAddress(port),
            CommonAddress = address,
            Filter = filter,
            MaxConnections = 1,
            NewestReplaces = true,
        });
        if (isServed)
        {
            Claims.TakePort(port, read.Row.Line, name);
        }
    }
}
