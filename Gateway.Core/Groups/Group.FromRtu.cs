using System.Runtime.CompilerServices;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Delivery;
using Gateway.Core.Observation;
using Gateway.Core.Requests;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Groups;

/// <summary>The way of an ASDU from the RTU to the masters (R1, R4, R10, R11, S6).</summary>
internal sealed partial class Group
{
    private FanOut _fanOut;
    private bool _warnedOfOwnNumber;

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
}
