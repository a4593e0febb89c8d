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
    private Link? _map;

    public PolicyChain(IEnumerable<(string Name, IRoutingPolicy Policy)> policies, GroupCounters counters, IGroupObserver observer)
    {
        _counters = counters;
        _observer = observer;
        _links = [.. policies.Select(p => new Link(p.Name, p.Policy))];
        _map = FirstMap();
    }

    /// <summary>The names of those at work.</summary>
    public IEnumerable<string> Names => _links.Select(l => l.Name);

    /// <summary>A policy says under which CA a master knows a station.</summary>
    public bool HasMap => _map is not null;

    public void FromRtu(in AsduView asdu, ref RtuRoute route)
    {
        foreach (var link in _links)
        {
            var (to, drop) = (route.To, route.Drop);
            try
            {
                link.Policy.FromRtu(asdu, ref route);
                link.Failures = 0;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                (route.To, route.Drop, route.Settled) = (to, drop, false);
                Failed(link, ref link.Failures, e);
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
            var drop = route.Drop;
            try
            {
                link.Policy.FromMaster(asdu, ref route);
                link.Failures = 0;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                (route.Drop, route.Settled) = (drop, false);
                Failed(link, ref link.Failures, e);
            }

            if (route.Settled)
            {
                return;
            }
        }
    }

    public CommonAddress ToMaster(MasterId master, CommonAddress address) => _map is null ? address : Map(_map, master, address, toMaster: true);

    public CommonAddress ToRtu(MasterId master, CommonAddress address) => _map is null ? address : Map(_map, master, address, toMaster: false);

    // Its failures are counted apart: a map may route well and map badly.
    private CommonAddress Map(Link link, MasterId master, CommonAddress address, bool toMaster)
    {
        try
        {
            var map = (ICommonAddressMap)link.Policy;
            var mapped = toMaster ? map.ToMaster(master, address) : map.ToRtu(master, address);
            link.MapFailures = 0;
            return mapped;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failed(link, ref link.MapFailures, e);
            return address;
        }
    }

    private void Failed(Link link, ref int failures, Exception e)
    {
        _counters.PolicyFailures++;
        if (++failures == 1)
        {
            _observer.Happened(GroupEventKind.PolicyFailed, link.Name, $"policy '{link.Name}' failed and was passed over: {e.GetType().Name}: {e.Message}");
        }

        if (failures < FailuresInARow)
        {
            return;
        }

        _links = [.. _links.Where(l => l != link)];
        _map = FirstMap();
        _observer.Happened(
            GroupEventKind.PolicyRemoved, link.Name, $"policy '{link.Name}' failed {FailuresInARow} times in a row and was taken out; restart the group to try it again");
    }

    private Link? FirstMap() => Array.Find(_links, l => l.Policy is ICommonAddressMap);

    private sealed class Link(string name, IRoutingPolicy policy)
    {
        public int Failures;
        public int MapFailures;

        public string Name { get; } = name;

        public IRoutingPolicy Policy { get; } = policy;
    }
}
