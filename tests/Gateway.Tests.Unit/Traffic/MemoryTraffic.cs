using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Groups;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Unit.Traffic;

/// <summary>An RTU, a group and two masters, all with real links, over octets in memory and on one thread.</summary>
internal sealed class MemoryTraffic : IListeningPorts, IGroupObserver
{
    // M_SP_TB_1, spontaneous, CA 1, IOA 100, on.
    private static readonly AsduHead Event = new(
        TypeIdentification.M_SP_TB_1, new VariableStructureQualifier(1), Cause.Spontaneous, OriginatorAddress.None, new CommonAddress(1));

    private static readonly byte[] Objects = [100, 0, 0, 1, 0, 0, 0, 12, 1, 6, 26];

    private readonly TurnClock _clock = new() { Now = new Instant(TimeSpan.FromHours(1).Ticks) };
    private readonly Group _group;
    private readonly Peer _rtu;
    private readonly GatewayToRtu _rtuLink;
    private readonly List<(Peer Peer, GatewayToMaster Port)> _masters = [];

    /// <param name="last">A policy behind the standard ones.</param>
    public MemoryTraffic(IRoutingPolicy? last = null, int masters = 2, LinkConfig? links = null)
    {
        links ??= LinkConfig.Default;
        var config = new GroupConfig
        {
            Id = "1",
            Name = "memory",
            Hosts = [new RtuEndpoint(IPAddress.Loopback, 2404)],
            CommonAddress = new CommonAddress(1),
            Link = links,
            BufferSize = Math.Max(links.K, 1000),
            Ports = [new MasterPortConfig { Name = "memory", Listen = new IPEndPoint(IPAddress.Any, 2404), CommonAddress = new CommonAddress(1) }],
        };
        GatewayToRtu? link = null;
        List<(string, IRoutingPolicy)> policies = [(PolicyNames.Broadcast, new BroadcastPolicy()), (PolicyNames.Reply, new ReplyPolicy())];
        if (last is not null)
        {
            policies.Add(("last", last));
        }

        _group = new Group(config, _clock, events => link = new GatewayToRtu(events, links, _clock), _ => policies, this, this);
        _rtuLink = link!;
        _rtu = new Peer(StationRole.Controlled, links, _clock.Now);
        _group.Begin();
        _group.Expire();
        _rtuLink.Events.Connected(config.Hosts[0]);
        for (var n = 2; n < masters + 2; n++)
        {
            var port = new GatewayToMaster(_group, links, _clock);
            port.Session = _group.Admit(new IPEndPoint(new IPAddress([127, 0, 0, (byte)n]), 50_000), config.Ports[0], port)!;
            var peer = new Peer(StationRole.Controlling, links, _clock.Now);
            peer.Channel.Link.Start(_clock.Now);
            _masters.Add((peer, port));
        }

        Settle();
    }

    /// <summary>Event ASDUs that each master has got, the end of initialization left out.</summary>
    public long[] Received => [.. _masters.Select(m => m.Peer.Count - 1)];

    /// <summary>The RTU sends so many events as fast as its window allows; all of them arrive and are acknowledged.</summary>
    public void Send(int events)
    {
        while (events > 0)
        {
            for (; events > 0 && _rtu.Channel.Room > 0; events--)
            {
                _rtu.Channel.Put(Event, Objects, _clock.Now);
            }

            // A millisecond a round, so that time goes on as it does.
            _clock.Now += TimeSpan.FromMilliseconds(1);
            Settle();
        }
    }

    public void Open()
    {
    }

    public void Close()
    {
    }

    public void Happened(GroupEventKind kind, string peer, string what)
    {
    }

    // Octets go to and fro until nobody has anything to say.
    private void Settle()
    {
        var moved = true;
        while (moved)
        {
            _rtu.Channel.Flush(_clock.Now);
            moved = _rtu.Deliver(_rtuLink, _clock.Now);
            foreach (var (peer, port) in _masters)
            {
                peer.Channel.Flush(_clock.Now);
                moved |= peer.Deliver(port, _clock.Now);
            }

            _group.Flush();
            moved |= _rtuLink.Deliver(_rtu, _clock.Now);
            foreach (var (peer, port) in _masters)
            {
                moved |= port.Deliver(peer, _clock.Now);
            }
        }
    }

    /// <summary>The RTU or a master: counts.</summary>
    private sealed class Peer(StationRole role, LinkConfig links, Instant now) : MemoryEnd(links, role, AcknowledgeTiming.OnReceipt, now)
    {
        public long Count { get; private set; }

        public override void Received(in AsduView asdu) => Count++;
    }

    private sealed class GatewayToRtu(IRtuLinkEvents events, LinkConfig links, TurnClock clock)
        : MemoryEnd(links, StationRole.Controlling, AcknowledgeTiming.WhenReleased, clock.Now), IRtuLink
    {
        public IRtuLinkEvents Events => events;

        public RtuLinkCapabilities Capabilities => RtuLinkCapabilities.HoldsAcknowledgement | RtuLinkCapabilities.TellsConfirmation;

        public override void Received(in AsduView asdu) => events.Received(asdu);

        public override void Confirmed(int count) => events.Confirmed(count);

        public override void Started() => events.Started();

        public void Connect(RtuEndpoint host)
        {
        }

        public void Start() => Channel.Link.Start(clock.Now);

        public void Stop() => throw new NotSupportedException();

        public void Close() => throw new NotSupportedException();

        public bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects) => throw new NotSupportedException();

        public void Release(uint received) => Channel.Link.Release(received);

        public void Flush() => Channel.Flush(clock.Now);
    }

    private sealed class GatewayToMaster(Group group, LinkConfig links, TurnClock clock)
        : MemoryEnd(links, StationRole.Controlled, AcknowledgeTiming.OnReceipt, clock.Now), IMasterPort
    {
        public MasterSession Session { get; set; } = null!;

        public int Room => Channel.Room;

        public bool IsDrained => Channel.IsDrained;

        public bool HoldsAcknowledgement
        {
            set => Channel.Link.HoldsAcknowledgement = value;
        }

        public Instant Deadline => Channel.Link.Deadline;

        public override void Received(in AsduView asdu) => group.Received(Session, asdu);

        public override void Confirmed(int count) => group.Confirmed(Session, count);

        public override void Started() => group.Started(Session);

        public int Put(ref ReadOnlySpan<byte> apdus) => Channel.PutAll(ref apdus, clock.Now);

        public void Flush() => Channel.Flush(clock.Now);

        public void Expire()
        {
            if (Channel.Link.Expire(clock.Now) is { } fault)
            {
                throw new InvalidOperationException(fault.ToString());
            }
        }

        public void Close() => throw new InvalidOperationException("a master was closed");
    }
}
