using System.Net;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Json;

/// <summary>What the groups read so far have taken: ids, ports, RTUs. The earlier one keeps it.</summary>
internal sealed class TakenValues(Findings findings)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly List<(IPEndPoint Listen, string By)> _ports = [];
    private readonly Dictionary<RtuEndpoint, string> _endpoints = [];
    private readonly Dictionary<(string Id, RtuEndpoint Host), int> _hosts = [];

    public void CheckId(ObjectReader group, string id)
    {
        if (_ids.TryGetValue(id, out var by))
        {
            group.Error(group.OffsetOf(Names.Id), $"{Names.Id} {Findings.Quoted(id)} is taken by {by}", "give this group an id of its own");
        }
    }

    /// <param name="own">The ports of its group before it.</param>
    public void CheckPort(ObjectReader port, IPEndPoint listen, IEnumerable<MasterPortConfig> own)
    {
        if (!port.IsGood)
        {
            return;
        }

        var by = own.Any(o => Collide(o.Listen, listen)) ? "this group already" : _ports.Find(p => Collide(p.Listen, listen)).By;
        if (by is not null)
        {
            port.Error(port.OffsetOf(Names.Port), $"{Names.Port} {listen.Port} is taken by {by}", "write another number");
        }
    }

    /// <summary>Takes what a good group has, and tells of an RTU that it shares.</summary>
    public void Take(ObjectReader group, GroupConfig config, IReadOnlyList<(RtuEndpoint Host, int Offset)> hosts)
    {
        var by = $"group {config.Id} ({config.Name}) in line {findings.LineOf(group.Offset)}";
        _ids[config.Id] = by;
        _ports.AddRange(config.Ports.Select(p => (p.Listen, by)));
        var own = new HashSet<RtuEndpoint>();
        foreach (var (host, offset) in hosts)
        {
            _ = _hosts.TryAdd((config.Id, host), offset);
            if (!own.Add(host))
            {
                findings.Warning(offset, $"{Names.Hosts} names {host} more than once", "once is enough: the search begins anew after the last one");
            }
            else if (!_endpoints.TryAdd(host, by))
            {
                findings.Warning(offset, $"the RTU at {host} is that of {_endpoints[host]}, too; most RTUs serve one connection only", "give each group an RTU of its own");
            }
        }
    }

    /// <summary>Tells of an RTU that is a port of ours. Asked once, when all groups are read: the port may stand behind it.</summary>
    public void TellLoops(IReadOnlyCollection<GroupConfig> groups)
    {
        foreach (var (group, host, doubt) in GroupChecks.Loops(groups))
        {
            findings.Warning(_hosts[(group.Id, host)], doubt.Message, doubt.Advice);
        }
    }

    private static bool Collide(IPEndPoint a, IPEndPoint b) =>
        a.Port == b.Port && (IsAny(a.Address) || IsAny(b.Address) || a.Address.Equals(b.Address));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
