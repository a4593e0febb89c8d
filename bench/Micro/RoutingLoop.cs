using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;
using Gateway.Core.Observation;
using Gateway.Core.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Plugins.Routing;

namespace Gateway.Bench;

/// <summary>The standard policies in their chain, and five started masters.</summary>
internal sealed class RoutingLoop : IGroupView, IGroupObserver
{
    private readonly PolicyChain _chain;
    private readonly MasterSet _started = MasterSet.Of(new MasterId(0), new MasterId(1), new MasterId(2), new MasterId(3), new MasterId(4));
    private readonly MasterPortConfig _port = new() { Name = "memory", Listen = new IPEndPoint(IPAddress.Any, 2404), CommonAddress = new CommonAddress(2) };

    public RoutingLoop(bool mapped)
    {
        List<(string, IRoutingPolicy)> policies = [(PolicyNames.Broadcast, new BroadcastPolicy()), (PolicyNames.Reply, new ReplyPolicy())];
        if (mapped)
        {
            policies.Add((PolicyNames.CommonAddressMap, new CommonAddressMapPolicy(this)));
        }

        Config = new GroupConfig
        {
            Id = "1",
            Name = "memory",
            Hosts = [new RtuEndpoint(IPAddress.Loopback, 2404)],
            CommonAddress = new CommonAddress(1),
            Ports = [_port],
        };
        _chain = new PolicyChain(policies, new GroupCounters(), this);
    }

    public GroupConfig Config { get; }

    public void FromRtu(int times)
    {
        for (var n = 0; n < times; n++)
        {
            var asdu = new AsduView(Samples.Event);
            var route = new RtuRoute(in _started, askers: default, isReply: false);
            _chain.FromRtu(asdu, ref route);
            if (route.To != _started || _chain.ToMaster(new MasterId(0), asdu.CommonAddress).Value == 0)
            {
                throw new InvalidOperationException("An event goes to everybody.");
            }
        }
    }

    public void FromMaster(int times)
    {
        for (var n = 0; n < times; n++)
        {
            var asdu = new AsduView(Samples.Command);
            var route = new MasterRoute(new MasterId(0));
            _chain.FromMaster(asdu, ref route);
            if (route.Drop != DropReason.None || _chain.ToRtu(new MasterId(0), asdu.CommonAddress).Value == 0)
            {
                throw new InvalidOperationException("A command goes to the RTU.");
            }
        }
    }

    public MasterPortConfig PortOf(MasterId master) => _port;

    public IPEndPoint AddressOf(MasterId master) => new(IPAddress.Loopback, 2404);

    public void Happened(GroupEventKind kind, string peer, string what) => throw new InvalidOperationException(what);
}
