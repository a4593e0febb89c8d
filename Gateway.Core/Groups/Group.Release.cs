using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Core.Groups;

/// <summary>How far the RTU is told that we have what it sent (D1, D4, D5, D7).</summary>
internal sealed partial class Group
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
    private bool _anyNearlyFull;
    private Instant _holdBegan = new(long.MinValue / 2);
    private Instant _holdsUntil = Instant.Never;

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

    /// <summary>A reply whose askers all have full queues.</summary>
    private readonly record struct HeldReply(uint Slot, MasterSet Askers, Instant Due);
}
