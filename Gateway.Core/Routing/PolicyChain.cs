using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Routing;

/// <summary>
/// A group's routing policies in their order (R12). One that throws is passed over for that ASDU and counted, and taken out after ten times
/// in a row.
/// </summary>
internal sealed class PolicyChain
{
    private const int FailuresInARow = 10;

    private readonly GroupCounters _counters;
    private readonly IGroupObserver _observer;
    private Link[] _links;
    private ICommonAddressMap? _map;

    public PolicyChain(IEnumerable<(string Name, IRoutingPolicy Policy)> policies, GroupCounters counters, IGroupObserver observer)
    {
        _counters = counters;
        _observer = observer;
        _links = [.. policies.Select(p => new Link(p.Name, p.Policy))];
        _map = _links.Select(l => l.Policy).OfType<ICommonAddressMap>().FirstOrDefault();
    }

    /// <summary>The names of those at work.</summary>
    public IEnumerable<string> Names => _links.Select(l => l.Name);

    public void FromRtu(in AsduView asdu, ref RtuRoute route)
    {
        foreach (var link in _links)
        {
            try
            {
                link.Policy.FromRtu(asdu, ref route);
                link.Failures = 0;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Failed(link, e);
            }

            if (route.Settled)
            {
                return;
            }
        }
    }

    public void FromMaster(in AsduView asdu, ref MasterRoute route)
    {
        foreach (var link in _links)
        {
            try
            {
                link.Policy.FromMaster(asdu, ref route);
                link.Failures = 0;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Failed(link, e);
            }

            if (route.Settled)
            {
                return;
            }
        }
    }

    public CommonAddress ToMaster(MasterId master, CommonAddress address) => _map is null ? address : _map.ToMaster(master, address);

    public CommonAddress ToRtu(MasterId master, CommonAddress address) => _map is null ? address : _map.ToRtu(master, address);

    private void Failed(Link link, Exception e)
    {
        _counters.PolicyFailures++;
        if (++link.Failures == 1)
        {
            _observer.Happened(GroupEventKind.PolicyFailed, link.Name, $"policy '{link.Name}' failed and was passed over: {e.GetType().Name}: {e.Message}");
        }

        if (link.Failures < FailuresInARow)
        {
            return;
        }

        _links = [.. _links.Where(l => l != link)];
        if (_map == link.Policy)
        {
            _map = null;
        }

        _observer.Happened(
            GroupEventKind.PolicyRemoved, link.Name, $"policy '{link.Name}' failed {FailuresInARow} times in a row and was taken out; restart the group to try it again");
    }

    private sealed class Link(string name, IRoutingPolicy policy)
    {
        public string Name { get; } = name;

        public IRoutingPolicy Policy { get; } = policy;

        public int Failures { get; set; }
    }
}
