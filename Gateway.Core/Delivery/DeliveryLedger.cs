using System.Runtime.CompilerServices;
using Gateway.Abstractions;
using Gateway.Iec104;

namespace Gateway.Core.Delivery;

/// <summary>
/// What the RTU has sent and may not be told that we have it (D1): one slot per I APDU, in order. A slot is settled when a master has
/// acknowledged its copy (<c>any</c>) or every holder has (<c>all</c>), or when nobody has to. What lies below <see cref="Releasable"/> is
/// settled and forgotten. An event whose holders have all left without acknowledging it is an orphan (D4).
/// <para>Invariant: <see cref="Releasable"/> never passes a slot that is not settled.</para>
/// </summary>
internal sealed class DeliveryLedger(ApduStore store, bool everyHolder)
{
    private Ring<Slot> _slots = new();
    private int _orphans;

    private enum State : byte
    {
        Settled,
        Held,
        Waiting,
        Orphan,
    }

    /// <summary>The number of the next slot. Numbers go on over reconnections, so that an old copy never meets a new slot.</summary>
    public uint Next => Releasable + (uint)_slots.Count;

    /// <summary>All slots below it are settled: how far N(R) may reach.</summary>
    public uint Releasable { get; private set; }

    /// <summary>Slots that are not released.</summary>
    public int Count => _slots.Count;

    /// <summary>Events that no master holds and none has acknowledged.</summary>
    public bool HasOrphans => _orphans > 0;

    /// <summary>When the oldest event that is not settled must be acknowledged (D2); events fall due in their order.</summary>
    public Instant Due
    {
        get
        {
            for (var i = 0; i < _slots.Count; i++)
            {
                if (_slots[i].State is State.Waiting or State.Orphan)
                {
                    return _slots[i].Due;
                }
            }

            return Instant.Never;
        }
    }

    /// <summary>An event that these masters get a copy of; none of them: an orphan. The ledger uses its place until it is settled.</summary>
    /// <param name="latest">No later holder has longer, or the RTU would give up.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Open(in MasterSet copies, in ApduPlace place, Instant due, Instant latest)
    {
        ref var s = ref _slots.PushBack();
        s.Copies = copies;
        s.Place = place;
        s.Due = due;
        s.Latest = latest;
        s.Confirmed = false;
        s.State = State.Waiting;
        store.Use(place.Segment);
        if (copies.IsEmpty)
        {
            s.State = State.Orphan;
            _orphans++;
        }

        return Next - 1;
    }

    /// <summary>An APDU that nobody needs to acknowledge: settled at once.</summary>
    public uint OpenSettled()
    {
        if (_slots.Count == 0)
        {
            return Releasable++;
        }

        _slots.PushBack().State = State.Settled;
        return Next - 1;
    }

    /// <summary>A reply that waits until its asker's queue has room (D5): <see cref="Settle(uint)"/> ends it.</summary>
    public uint OpenHeld()
    {
        _slots.PushBack().State = State.Held;
        return Next - 1;
    }

    public void Settle(uint slot)
    {
        if (IsOpen(slot))
        {
            Settle(ref _slots[(int)(slot - Releasable)]);
            Advance();
        }
    }

    /// <summary>A master has acknowledged its copies of slots that follow one another. Those that are settled and gone are passed over.</summary>
    public void Confirm(uint slot, int count, MasterId by)
    {
        var gone = (int)(Releasable - slot);
        var first = Math.Max(0, -gone);
        var end = Math.Min(_slots.Count, count - gone);
        if (first >= end)
        {
            return;
        }

        for (var i = first; i < end; i++)
        {
            Confirm(ref _slots[i], by);
        }

        Advance();
    }

    /// <summary>A master has left, or was stopped: its copies count no more. What it alone held becomes an orphan.</summary>
    public void Leave(MasterId master)
    {
        for (var i = 0; i < _slots.Count; i++)
        {
            ref var s = ref _slots[i];
            if (s.State != State.Waiting || !s.Copies.Contains(master))
            {
                continue;
            }

            s.Copies.Remove(master);
            if (!s.Copies.IsEmpty)
            {
                continue;
            }

            if (s.Confirmed)
            {
                Settle(ref s);
            }
            else
            {
                s.State = State.Orphan;
                _orphans++;
            }
        }

        Advance();
    }

    /// <summary>Masters that hold a copy of an event that is overdue.</summary>
    public MasterSet Overdue(Instant now)
    {
        MasterSet holders = default;
        for (var i = 0; i < _slots.Count; i++)
        {
            ref var s = ref _slots[i];
            if (s.State == State.Waiting && s.Due <= now)
            {
                holders |= s.Copies;
            }
        }

        return holders;
    }

    /// <summary>The orphans' slots, newest first, so that they can be put in front of a queue one by one.</summary>
    public IEnumerable<uint> OrphansNewestFirst()
    {
        for (var i = _slots.Count - 1; i >= 0; i--)
        {
            if (_slots[i].State == State.Orphan)
            {
                yield return Releasable + (uint)i;
            }
        }
    }

    /// <summary>Where an orphan stands.</summary>
    public ApduPlace Orphan(uint slot) => _slots[(int)(slot - Releasable)].Place;

    /// <summary>An orphan gets a new holder, with so much time; however many there were before, not beyond the latest.</summary>
    public void Adopt(uint slot, MasterId master, Instant due)
    {
        ref var s = ref _slots[(int)(slot - Releasable)];
        if (s.State == State.Orphan)
        {
            _orphans--;
            s.State = State.Waiting;
            s.Copies.Clear();
        }

        s.Copies.Add(master);
        s.Due = Instant.Min(due > s.Due ? due : s.Due, s.Latest);
    }

    /// <summary>The connection is gone, and with it what was not acknowledged: the RTU keeps it.</summary>
    public void Reset()
    {
        for (var i = 0; i < _slots.Count; i++)
        {
            Settle(ref _slots[i]);
        }

        Advance();
    }

    public void Trim() => _slots.Trim();

    private bool IsOpen(uint slot) => slot - Releasable < (uint)_slots.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Confirm(ref Slot slot, MasterId by)
    {
        if (slot.State is not (State.Waiting or State.Orphan))
        {
            return;
        }

        // An orphan's holder may still acknowledge it: it had only been stopped.
        if (everyHolder && slot.State == State.Waiting)
        {
            slot.Copies.Remove(by);
            slot.Confirmed = true;
            if (!slot.Copies.IsEmpty)
            {
                return;
            }
        }

        Settle(ref slot);
    }

    private void Settle(ref Slot slot)
    {
        if (slot.State is State.Waiting or State.Orphan)
        {
            if (slot.State == State.Orphan)
            {
                _orphans--;
            }

            store.Return(slot.Place.Segment);
            slot.Place = default;
        }

        slot.State = State.Settled;
    }

    private void Advance()
    {
        while (_slots.Count > 0 && _slots[0].State == State.Settled)
        {
            _slots.DropFront();
            Releasable++;
        }
    }

    private struct Slot
    {
        public MasterSet Copies;
        public Instant Due;
        public Instant Latest;
        public ApduPlace Place;
        public State State;
        public bool Confirmed;
    }
}
