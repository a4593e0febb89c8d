using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Delivery;
using Gateway.Core.Links;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Core.Requests;
using Gateway.Core.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Groups;

/// <summary>
/// One RTU and its masters. Everything happens inside the group's turn: whoever brings input calls one of its doors, and <see cref="Flush"/>
/// ends the turn with the writes. It does no I/O and reads no clock of its own, and shares nothing with other groups (S1).
/// <para>
/// This file: its parts and its turn. <c>Group.Rtu.cs</c>: the RTU link's life. <c>Group.Masters.cs</c>: the masters' life.
/// <c>Group.Routing.cs</c>: the way of an ASDU. <c>Group.Status.cs</c>: what is told about it.
/// </para>
/// </summary>
internal sealed partial class Group : ITurnOwner, IGroupView
{
    private readonly GroupConfig _config;
    private readonly TurnClock _clock;
    private readonly IListeningPorts _ports;
    private readonly FaultLog _observer;

    // The same without the faults' log in between: on the way of each ASDU.
    private readonly IGroupObserver _traffic;
    private readonly ArrivalTimes _arrivals = new();
    private readonly ApduStore _store = new();
    private readonly DeliveryLedger _ledger;
    private readonly RequestBook _book;
    private readonly PolicyChain _chain;
    private readonly HostSearch _search;
    private readonly RefusalLog _refusals;
    private readonly IRtuLink _rtu;
    private readonly AcknowledgeMode _acknowledge;

    // A master's answer to an event must be here in this time, or the RTU's own t1 is in danger (D2).
    private readonly TimeSpan _patience;

    // However many masters had it one after the other.
    private readonly TimeSpan _longestPatience;

    // D5: from so many APDUs in a queue on, fewer than k places are free.
    private readonly int _nearlyFull;

    // The shortest interval that a link waits for.
    private readonly TimeSpan _shortest;

    private IGroupTap? _tap;
    private Instant _deadline = Instant.Never;
    private bool _lookAtAll;

    /// <param name="policies">In their order; they may ask this group as <see cref="IGroupView"/>.</param>
    /// <param name="rtu">Makes the RTU link, which tells this group its events inside the group's turn.</param>
    public Group(
        GroupConfig config,
        TurnClock clock,
        Func<IRtuLinkEvents, IRtuLink> rtu,
        Func<IGroupView, IEnumerable<(string Name, IRoutingPolicy Policy)>> policies,
        IListeningPorts ports,
        IGroupObserver observer,
        Random? jitter = null)
    {
        _config = config;
        _clock = clock;
        _ports = ports;
        _observer = new FaultLog(observer, clock);
        _traffic = observer;
        _patience = 0.8 * config.Link.T1;
        _longestPatience = 0.95 * config.Link.T1;
        _nearlyFull = Math.Max(0, config.BufferSize - config.Link.K);
        _shortest = ShortestOf(config.Link);
        _rtu = rtu(this);
        var holds = _rtu.Capabilities.HasFlag(RtuLinkCapabilities.HoldsAcknowledgement);
        _acknowledge = holds ? config.Acknowledge : AcknowledgeMode.Received;
        _ledger = new DeliveryLedger(_store, everyHolder: _acknowledge == AcknowledgeMode.All);
        _book = new RequestBook(config, this);
        _chain = new PolicyChain(policies(this), Counters, _observer);
        _search = new HostSearch(config.Hosts, jitter ?? Random.Shared);
        _refusals = new RefusalLog(line => _observer.Happened(GroupEventKind.MasterRefused, "", line));
        _connectAt = Instant.Never;
        _rtuSince = Now;
        if (!holds && config.Acknowledge != AcknowledgeMode.Received)
        {
            _observer.Happened(
                GroupEventKind.RtuCannotHold, "", $"the library '{config.RtuLibrary}' cannot hold acknowledgements back: acknowledge: received is in force");
        }
    }

    public GroupConfig Config => _config;

    public GroupCounters Counters { get; } = new();

    /// <summary>The mode in force, after what the RTU link can do.</summary>
    public AcknowledgeMode Acknowledge => _acknowledge;

    public RtuState RtuState
    {
        get;
        private set
        {
            // Looking for it is one state, however often it is tried.
            var isStillAway = value is RtuState.Disconnected or RtuState.Connecting && field is RtuState.Disconnected or RtuState.Connecting;
            _rtuSince = value == field || isStillAway ? _rtuSince : Now;
            field = value;
        }
    }

    /// <summary>The masters that are connected, in the order of their coming.</summary>
    public IReadOnlyList<MasterSession> Masters => _masters;

    /// <summary>Events that the RTU has not been told of.</summary>
    public int Unacknowledged => _ledger.Count;

    /// <summary>What the group holds in memory: runs of APDUs in queues, events that the RTU has not been told of, requests that wait.</summary>
    public int Stored => _store.Uses + _book.Waiting.Count;

    public RequestBook Requests => _book;

    public Instant Deadline => _deadline;

    private Instant Now => _clock.Now;

    /// <summary>Starts to search for the RTU.</summary>
    public void Begin()
    {
        _observer.Happened(GroupEventKind.Initialized, "", "Initialized ..");
        Connect();
        _lookAtAll = true;
    }

    /// <summary>Shows a tap the octets of all connections from now on; null: nobody looks any more.</summary>
    public void Watch(IGroupTap? tap)
    {
        if (_tap == tap)
        {
            return;
        }

        _tap = tap;
        (_rtu as IOwnRtuLink)?.Watch(tap);
        foreach (var master in _masters)
        {
            master.Port.Watch(tap, master);
        }
    }

    public MasterPortConfig PortOf(MasterId master) => _seats[master.Value]!.PortConfig;

    public IPEndPoint AddressOf(MasterId master) => _seats[master.Value]!.Peer;

    /// <inheritdoc/>
    public void Expire()
    {
        _lookAtAll = true;
        if (RtuState == RtuState.Disconnected && Now >= _connectAt)
        {
            Connect();
        }

        if (_rtu is IOwnRtuLink own && own.Deadline <= Now)
        {
            own.Expire();
        }

        for (var i = _masters.Count - 1; i >= 0; i--)
        {
            var master = _masters[i];
            if (master.Port.Deadline <= Now)
            {
                master.Port.Expire();
            }

            _touched.Add(master.Id);
        }

        if (Now >= _keepUntil)
        {
            _keepUntil = Instant.Never;
            DisconnectAll("the RTU link is not back within 3 s", drain: false);
        }

        CloseOverdue();
        _book.Expire(Now);
        _refusals.Expire(Now);
        if (_store.Uses == 0)
        {
            _store.Trim();
            _ledger.Trim();
            foreach (var master in _masters)
            {
                master.Queue.Trim();
            }
        }
    }

    /// <summary>The end of a turn: requests to the RTU, copies to the masters, acknowledgements to the RTU, one write each.</summary>
    public void Flush()
    {
        do
        {
            if (RtuState == RtuState.Started)
            {
                _book.Pump(Now);
            }

            PushFanOut();
            CloseRetired();
            foreach (var id in _touched | _held)
            {
                if (_seats[id.Value] is { Doom: null } master)
                {
                    Fill(master);
                    master.Port.Flush();
                }
            }
        }
        while (CloseDoomed());

        UpdateRtu();
        ReleaseToRtu();
        _rtu.Flush();
        _arrivals.Mark(_ledger.Next, Now);
        CloseDrained();
        UpdateDeadline();
        _touched.Clear();
    }

    /// <summary>A defect of ours: everything of this group is closed and begun anew; no other group notices.</summary>
    public void Failed(Exception defect)
    {
        var wasClosed = RtuState == RtuState.Closed;
        _rtu.Close();
        DisconnectAll("a defect in the gateway", drain: false);
        LoseRtu();
        RtuState = wasClosed ? RtuState.Closed : RtuState;
        _connectAt = wasClosed ? Instant.Never : _search.Lost(Now);
        _deadline = _connectAt;
        _observer.Happened(GroupEventKind.Defect, "", $"defect, the group is begun anew: {defect}");
    }

    // Between two looks at everything, a link that was not touched can only have a later deadline than it had, and no interval of one that was
    // touched is shorter than the shortest.
    private void UpdateDeadline()
    {
        if (_lookAtAll)
        {
            _lookAtAll = false;
            _deadline = Instant.Never;
            foreach (var master in _masters)
            {
                Wake(master.Port.Deadline);
                Wake(master.DrainUntil);
                Wake(master.RetireBy);
            }

            if (_rtu is IOwnRtuLink own)
            {
                Wake(own.Deadline);
            }
        }
        else
        {
            Wake(Now + _shortest);
        }

        if (RtuState == RtuState.Disconnected)
        {
            Wake(_connectAt);
        }

        Wake(_ledger.Due);
        Wake(_keepUntil);
        Wake(_holdsUntil);
        Wake(RepliesHeldUntil());
        Wake(_closeBy);
        Wake(_book.Deadline);
        Wake(_refusals.Deadline);
    }

    private static TimeSpan ShortestOf(LinkConfig link)
    {
        var shortest = TimeSpan.MaxValue;
        foreach (var interval in new[] { link.T1, link.T2, link.T3, link.IdleTimeout })
        {
            shortest = interval > TimeSpan.Zero && interval < shortest ? interval : shortest;
        }

        return shortest;
    }

    // Every ASDU that goes nowhere goes by here.
    private void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
        _observer.Dropped(direction, master, head, objects, why);
        _tap?.Dropped(direction, master, head, objects, why);
    }

    private void Wake(Instant at) => _deadline = Instant.Min(_deadline, at);
}
