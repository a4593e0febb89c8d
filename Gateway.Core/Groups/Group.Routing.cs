using System.Runtime.CompilerServices;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Core.Requests;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Core.Groups;

/// <summary>The way of an ASDU: from the RTU to the masters, from a master to the RTU (R, D1).</summary>
internal sealed partial class Group : IRequestDesk
{
    // D1: an asker that has acknowledged nothing for so long holds no reply back.
    private static readonly TimeSpan StaleAsker = TimeSpan.FromSeconds(3);

    // D5: the RTU is held back for so long, once in such a time.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HoldPeriod = TimeSpan.FromSeconds(10);

    // D7: the third time in a connection is no chance any more.
    private const int ToldStandstill = 3;

    private readonly StandstillWatch _standstill = new();
    private int _standstills;
    private Ring<HeldReply> _heldReplies = new();
    private FanOut _fanOut;
    private bool _anyNearlyFull;
    private Instant _holdBegan = new(long.MinValue / 2);
    private Instant _holdsUntil = Instant.Never;
    private bool _warnedOfOwnNumber;
    private long _commands;

    void IRtuLinkEvents.Received(in AsduView asdu)
    {
        Counters.FromRtu++;
        if (_standstill.Heard(Now))
        {
            TellStandstill();
        }

        var dropped = FromRtu(asdu);
        if (dropped != DropReason.None)
        {
            Counters.CountDropped(dropped);
            Dropped(AsduDirection.Monitor, master: null, asdu.Head, asdu.Objects, dropped);
        }
    }

    /// <summary>An ASDU of a master.</summary>
    public void Received(MasterSession from, in AsduView asdu)
    {
        Touch(from);
        var command = RequestKinds.IsAudited(asdu) ? Asked(from, asdu, _chain.ToRtu(from.Id, asdu.CommonAddress)) : null;
        Counters.FromMasters++;
        from.Asked++;
        if (from.Doom is not null || from.IsDraining)
        {
            // Counted and shown, but no line: its log says already that it is closed, and why.
            var why = from.IsDraining ? DropReason.NoRtu : DropReason.AskerGone;
            Counters.CountDropped(why);
            Dropped(AsduDirection.Control, from.Id, asdu.Head, asdu.Objects, why);
            Ended(command, CommandResult.Dropped, why);
            return;
        }

        if (from.IsRetiring)
        {
            RefuseRetiring(from, asdu, command);
            return;
        }

        if (!TypeTable.Fits(asdu))
        {
            Dropped(from, asdu.Head, asdu.Objects, DropReason.DoesNotFit, command);
            Doom(from, $"its type {(byte)asdu.Type} ASDU has a length that does not fit its VSQ: {Convert.ToHexString(asdu.Octets)}");
            return;
        }

        var route = new MasterRoute(from.Id);
        _chain.FromMaster(asdu, ref route);
        if (route.Drop == DropReason.NotAControlType || (route.Drop != DropReason.None && !RequestKinds.OpensRequest(asdu)))
        {
            Dropped(from, asdu.Head, asdu.Objects, route.Drop, command);
            return;
        }

        if (route.Drop != DropReason.None)
        {
            // Who asked must not wait for an answer that never comes.
            _book.Refuse(from, asdu.Head with { CommonAddress = _chain.ToRtu(from.Id, asdu.CommonAddress) }, asdu.Objects, route.Drop, command);
            return;
        }

        if (RequestKinds.IsCommand(asdu))
        {
            _traffic.Commanded(from.Name, asdu);
        }

        _book.Ask(from, asdu, command?.RtuAddress ?? _chain.ToRtu(from.Id, asdu.CommonAddress), Now, command);
    }

    // As a request that waits too long: it is answered, and goes nowhere.
    private void RefuseRetiring(MasterSession from, in AsduView asdu, AskedCommand? command)
    {
        if (TypeTable.Fits(asdu) && RequestKinds.OpensRequest(asdu))
        {
            _book.Refuse(from, asdu.Head with { CommonAddress = _chain.ToRtu(from.Id, asdu.CommonAddress) }, asdu.Objects, DropReason.Draining, command);
        }
        else
        {
            Dropped(from, asdu.Head, asdu.Objects, DropReason.Draining, command);
        }
    }

    bool IRequestDesk.TrySend(in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (RtuState != RtuState.Started || !_rtu.TrySend(head, objects))
        {
            return false;
        }

        Counters.ToRtu++;
        return true;
    }

    void IRequestDesk.Answer(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (master.IsStarted)
        {
            PushFanOut();
            var own = head with { CommonAddress = _chain.ToMaster(master.Id, head.CommonAddress) };
            Enqueue(master, new ApduRun(_store.Add(own, objects), CopyKind.Own));
        }
    }

    void IRequestDesk.Refused(MasterSession? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
        Counters.CountDropped(why);
        Dropped(AsduDirection.Control, master?.Id, head, objects, why);
        _observer.Happened(
            GroupEventKind.RequestRefused, master?.Name ?? "", $"type {(byte)head.Type} CA {head.CommonAddress} IOA {InformationObjectAddress.Read(objects)} not sent: {DropReasons.Words(why)}");
    }

    AskedCommand IRequestDesk.Asked(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects)
    {
        Span<byte> octets = stackalloc byte[AsduView.MaxOctets];
        head.Write(octets);
        objects.CopyTo(octets[AsduHead.Octets..]);
        return Asked(master, new AsduView(octets[..(AsduHead.Octets + objects.Length)]), head.CommonAddress, byGateway: true);
    }

    void IRequestDesk.Ended(AskedCommand command, CommandResult result, DropReason why, CauseOfTransmission? answer, bool hasLeft) =>
        _traffic.Ended(command, new CommandEnd(result, why, answer, hasLeft, Now - command.At));

    void IRequestDesk.Note(string what) => _observer.Happened(GroupEventKind.RequestNoted, _rtuName, what);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DropReason FromRtu(in AsduView asdu)
    {
        if (!TypeTable.Fits(asdu))
        {
            _ = _ledger.OpenSettled();
            _observer.Happened(
                GroupEventKind.AsduDropped, _rtuName, $"type {(byte)asdu.Type}: the length does not fit the VSQ: {Convert.ToHexString(asdu.Octets)}");
            return DropReason.DoesNotFit;
        }

        if (asdu.Type == TypeIdentification.M_EI_NA_1)
        {
            return RtuInitialized(asdu);
        }

        var isReply = RequestKinds.IsReply(asdu);
        var request = isReply ? _book.Find(asdu) : null;
        if (request is not null && request.Askers.Count == 0)
        {
            _ = _ledger.OpenSettled();
            _book.Answered(request, asdu, Now);
            return DropReason.AskerGone;
        }

        var route = new RtuRoute(in _started, AskersOf(request), isReply);
        _chain.FromRtu(asdu, ref route);
        var to = route.To & _started;
        if (route.Drop == DropReason.OwnNumberOfAnother)
        {
            WarnOfOwnNumber(asdu.CommonAddress, hasTaker: !to.IsEmpty);
        }

        if (request is not null)
        {
            // Who is being drained still gets its answers.
            Reply(request, asdu, to | (route.To & _retiring));
            _book.Answered(request, asdu, Now);
            Counters.OriginatorMismatches = _book.OriginatorMismatches;
            return (route.To & (_started | _retiring)).IsEmpty ? Or(route.Drop, DropReason.Policy) : DropReason.None;
        }

        if (!to.IsEmpty || (_started.IsEmpty && route.Drop == DropReason.None))
        {
            Spread(asdu, to);
            return DropReason.None;
        }

        _ = _ledger.OpenSettled();
        return Or(route.Drop, DropReason.Policy);
    }

    // R8: counted for every ASDU that a master is not shown, told once.
    private void WarnOfOwnNumber(CommonAddress address, bool hasTaker)
    {
        if (hasTaker)
        {
            Counters.CountDropped(DropReason.OwnNumberOfAnother);
        }

        if (!_warnedOfOwnNumber)
        {
            _warnedOfOwnNumber = true;
            _observer.Happened(
                GroupEventKind.AsduDropped, _rtuName, $"station {address} of the RTU has a master's own number, which stands for {_config.CommonAddress}: it is not shown to that master");
        }
    }

    private static DropReason Or(DropReason drop, DropReason otherwise) => drop != DropReason.None ? drop : otherwise;

    private static MasterSet AskersOf(Request? request)
    {
        MasterSet askers = default;
        if (request is not null)
        {
            foreach (var asker in request.Askers)
            {
                askers.Add(asker.Master.Id);
            }
        }

        return askers;
    }

    // S6: the RTU has restarted. Nothing that was open will be answered.
    private DropReason RtuInitialized(in AsduView asdu)
    {
        if (_ledger.Next == _firstSlot)
        {
            // The first that comes on a connection: so an RTU begins, and nothing was asked of it before.
            _observer.Happened(GroupEventKind.RtuReady, _rtuName, "End of initialization received: the RTU is ready.");
        }
        else
        {
            _observer.Happened(GroupEventKind.RtuInitialized, _rtuName, "End of initialization received: the RTU has restarted; open requests and selects end");
        }

        _book.EndOpen();
        if (_config.ForwardEndOfInitialization && !_started.IsEmpty)
        {
            Spread(asdu, _started);
            return DropReason.None;
        }

        _ = _ledger.OpenSettled();
        return DropReason.EndOfInitialization;
    }

    // R1, R10: a copy for each, and the RTU is told when one of them has acknowledged it. For nobody: it waits for the next one (D4).
    private void Spread(in AsduView asdu, in MasterSet to)
    {
        var bound = _acknowledge != AcknowledgeMode.Received;
        if (!bound && to.IsEmpty)
        {
            _ = _ledger.OpenSettled();
            return;
        }

        var place = _store.Add(asdu.Octets, OriginatorAddress.None);
        var run = new ApduRun(place, CopyKind.Event, bound ? _ledger.Open(to, place, Now + _patience, Now + _longestPatience) : _ledger.OpenSettled());
        if (to.IsEmpty || (_fanOut.Run.Count < _config.Link.K && _fanOut.TryExtend(to, run)))
        {
            return;
        }

        _store.Use(run.Segment);
        PushFanOut();
        _fanOut = new FanOut { Run = run, To = to };
    }

    // Before anything else is queued, and before who is started changes: order is kept for each master (D3).
    private void PushFanOut()
    {
        if (_fanOut.IsEmpty)
        {
            return;
        }

        var (run, to) = (_fanOut.Run, _fanOut.To);
        _fanOut = default;
        foreach (var id in to)
        {
            if (_seats[id.Value] is { } master)
            {
                Enqueue(master, run);
            }
        }

        _store.Return(run.Segment);
    }

    // R4: to those who asked, each under the OA that it had used.
    private void Reply(Request request, in AsduView asdu, in MasterSet to)
    {
        if (to.IsEmpty)
        {
            _ = _ledger.OpenSettled();
            return;
        }

        PushFanOut();

        // One use is ours until all have theirs.
        var place = _store.Add(asdu.Octets, OriginatorAddress.None);
        _store.Use(place.Segment);
        var hasRoom = false;
        var data = RequestKinds.IsMonitorType(asdu.Type);
        var left = to;
        foreach (var asker in request.Askers)
        {
            var master = asker.Master;
            if (!left.Contains(master.Id))
            {
                continue;
            }

            // Who asked twice gets two confirmations, but the data once.
            if (data)
            {
                left.Remove(master.Id);
            }

            hasRoom |= HasRoom(master);
            Enqueue(master, new ApduRun(place, CopyKind.Reply, originator: asker.Originator));
            if (!data && RequestKinds.IsCommand(asdu))
            {
                _traffic.Commanded(master.Name, asdu);
            }
        }

        // Whom a policy has added.
        foreach (var id in to - AskersOf(request))
        {
            Enqueue(_seats[id.Value]!, new ApduRun(place, CopyKind.Reply));
        }

        _store.Return(place.Segment);
        if (hasRoom)
        {
            _ = _ledger.OpenSettled();
        }
        else
        {
            _heldReplies.PushBack(new HeldReply(_ledger.OpenHeld(), to, Now + _patience));
        }
    }

    private bool HasRoom(MasterSession master) =>
        master.Queue.Count < _config.Link.K || Now >= master.LastConfirmed + StaleAsker;

    // How far the RTU may be told, held back while a queue is nearly full (D5).
    private void ReleaseToRtu()
    {
        SettleReplies();
        if (RtuState is RtuState.Disconnected or RtuState.Connecting or RtuState.Closed || IsHeldBack())
        {
            return;
        }

        var released = _ledger.Releasable - _firstSlot;
        _standstill.Released(released, _ledger.Count, Now);
        _rtu.Release(released);
    }

    // D7: now and then it may be chance; the remedy is told when it is not.
    private void TellStandstill()
    {
        Counters.Standstills++;
        if (++_standstills == ToldStandstill)
        {
            _observer.Happened(
                GroupEventKind.RtuStandstill,
                _rtuName,
                $"the RTU stood still for {_standstill.Length.TotalSeconds:0.#} s until a master acknowledged: a master's w is above what the RTU's k allows; set w or t2 of one master lower, or acknowledge: received");
        }
    }

    // N(R) goes in order: what stands in front decides. D2: a slow asker never makes the RTU give up.
    private void SettleReplies()
    {
        while (_heldReplies.Count > 0 && (Now >= _heldReplies[0].Due || HasRoom(_heldReplies[0].Askers)))
        {
            _ledger.Settle(_heldReplies.PopFront().Slot);
        }
    }

    private Instant RepliesHeldUntil()
    {
        if (_heldReplies.Count == 0)
        {
            return Instant.Never;
        }

        var until = _heldReplies[0].Due;
        foreach (var id in _heldReplies[0].Askers)
        {
            until = _seats[id.Value] is { } master ? Instant.Min(until, master.LastConfirmed + StaleAsker) : until;
        }

        return until;
    }

    // The fastest asker counts; one that has left holds nothing.
    private bool HasRoom(in MasterSet askers)
    {
        foreach (var id in askers)
        {
            if (_seats[id.Value] is not { IsStarted: true } master || HasRoom(master))
            {
                return true;
            }
        }

        return askers.IsEmpty;
    }

    private bool IsHeldBack()
    {
        _holdsUntil = Instant.Never;
        _anyNearlyFull = _anyNearlyFull && _masters.Exists(m => m.IsStarted && m.Queue.Count > _nearlyFull);
        if (!_anyNearlyFull)
        {
            return false;
        }

        if (Now >= _holdBegan + HoldPeriod)
        {
            _holdBegan = Now;
        }

        if (Now >= _holdBegan + LongestHold)
        {
            return false;
        }

        _holdsUntil = _holdBegan + LongestHold;
        return true;
    }

    // D4: events that no one holds any more go to the started masters that never had them, before anything newer.
    private void AdoptOrphans()
    {
        if (!_ledger.HasOrphans || _started.IsEmpty)
        {
            return;
        }

        foreach (var slot in _ledger.OrphansNewestFirst())
        {
            var place = _ledger.Orphan(slot);
            var route = new RtuRoute(in _started, askers: default, isReply: false);
            _chain.FromRtu(new AsduView(place.Apdu[Apci.Octets..]), ref route);
            var to = route.To & _started;
            if (to.IsEmpty)
            {
                // What a policy gives to nobody who is there counts as handled; the one who had it has missed it, and is told so.
                _ledger.Settle(slot);
            }

            foreach (var id in to)
            {
                var master = _seats[id.Value]!;
                if ((int)(master.FirstSlot - slot) <= 0 || master.Doom is not null)
                {
                    continue;
                }

                // The RTU's patience is what it is: the new holder has what is left of t1, nearly.
                _ledger.Adopt(slot, id, Now + (0.15 * _config.Link.T1));
                master.Queue.PushOrphan(new ApduRun(place, CopyKind.Event, slot));
                Touch(master);
            }
        }
    }

    private AskedCommand Asked(MasterSession master, in AsduView asdu, CommonAddress rtuAddress, bool byGateway = false)
    {
        var command = new AskedCommand(++_commands, master.Id, master.PortConfig.Name, master.Peer, asdu, rtuAddress, byGateway, Now);
        _traffic.Asked(command);
        return command;
    }

    private void Ended(AskedCommand? command, CommandResult result, DropReason why)
    {
        if (command is not null)
        {
            _traffic.Ended(command, new CommandEnd(result, why, Answer: null, HasLeft: false, Now - command.At));
        }
    }

    private void Dropped(MasterSession from, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why, AskedCommand? command)
    {
        Counters.CountDropped(why);
        Dropped(AsduDirection.Control, from.Id, head, objects, why);
        _observer.Happened(GroupEventKind.AsduDropped, from.Name, $"type {(byte)head.Type} COT {head.Cot} not sent to the RTU: {DropReasons.Words(why)}");
        Ended(command, CommandResult.Dropped, why);
    }

    /// <summary>A reply whose askers all have full queues.</summary>
    private readonly record struct HeldReply(uint Slot, MasterSet Askers, Instant Due);
}
