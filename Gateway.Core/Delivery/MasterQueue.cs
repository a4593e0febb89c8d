using Gateway.Iec104.Asdus;

namespace Gateway.Core.Delivery;

/// <summary>What waits for one master, in order, and what it has been sent and not acknowledged.</summary>
internal sealed class MasterQueue(ApduStore store)
{
    private Ring<ApduRun> _waiting = new();
    private Ring<SentRun> _sent = new();

    /// <summary>APDUs that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Nothing was sent that is not acknowledged.</summary>
    public bool IsAllConfirmed => _sent.Count == 0;

    /// <summary>APDUs sent and not acknowledged.</summary>
    public int Unconfirmed
    {
        get
        {
            var count = 0;
            for (var i = 0; i < _sent.Count; i++)
            {
                count += _sent[i].Count;
            }

            return count;
        }
    }

    /// <summary>The slot of the oldest event that waits; null: none does.</summary>
    public uint? OldestEvent
    {
        get
        {
            for (var i = 0; i < _waiting.Count; i++)
            {
                if (_waiting[i].Kind == CopyKind.Event)
                {
                    return _waiting[i].Slot;
                }
            }

            return null;
        }
    }

    /// <summary>What goes next, behind one another.</summary>
    public ref ApduRun Front => ref _waiting[0];

    public void PushBack(in ApduRun run)
    {
        Count += run.Count;
        if (_waiting.Count > 0 && _waiting[_waiting.Count - 1].TryExtend(run))
        {
            return;
        }

        store.Use(run.Segment);
        _waiting.PushBack(run);
    }

    public void PushFront(in ApduRun run)
    {
        Count += run.Count;
        store.Use(run.Segment);
        _waiting.PushFront(run);
    }

    /// <summary>D4: what another left behind goes before anything newer; older orphans and the end of initialization (S6) stay in front.</summary>
    public void PushOrphan(in ApduRun orphan)
    {
        var place = 0;
        for (var i = 0; i < _waiting.Count; i++)
        {
            ref var waits = ref _waiting[i];
            if (waits.Kind == CopyKind.Event && (int)(waits.Slot - orphan.Slot) > 0)
            {
                break;
            }

            if (waits.Kind == CopyKind.Event || waits.FirstType == TypeIdentification.M_EI_NA_1)
            {
                place = i + 1;
            }
        }

        PushFront(orphan);
        for (var i = 0; i < place; i++)
        {
            (_waiting[i], _waiting[i + 1]) = (_waiting[i + 1], _waiting[i]);
        }
    }

    /// <summary>So many of the <see cref="Front"/> are sent.</summary>
    public void Sent(int count, int octets)
    {
        ref var run = ref _waiting[0];
        var sent = new SentRun(run.Slot, count, run.Kind == CopyKind.Event);
        if (_sent.Count == 0 || !_sent[_sent.Count - 1].TryExtend(sent))
        {
            _sent.PushBack(sent);
        }

        Count -= count;
        run.Take(count, octets);
        if (run.Count == 0)
        {
            store.Return(run.Segment);
            _ = _waiting.PopFront();
        }
    }

    /// <summary>The master has acknowledged at most <paramref name="count"/> more: events that followed one another, or other copies.</summary>
    /// <returns>False: nothing is left that it could acknowledge.</returns>
    public bool TryConfirm(int count, out SentRun confirmed)
    {
        if (_sent.Count == 0)
        {
            confirmed = default;
            return false;
        }

        ref var oldest = ref _sent[0];
        confirmed = oldest;
        if (count < oldest.Count)
        {
            confirmed.Count = count;
            oldest.Slot += (uint)count;
            oldest.Count -= count;
        }
        else
        {
            _ = _sent.PopFront();
        }

        return true;
    }

    /// <summary>Nothing of what waits is sent any more.</summary>
    /// <returns>How many events were among it.</returns>
    public int DropWaiting()
    {
        var events = 0;
        while (_waiting.Count > 0)
        {
            var run = _waiting.PopFront();
            events += run.Kind == CopyKind.Event ? run.Count : 0;
            store.Return(run.Segment);
        }

        Count = 0;
        return events;
    }

    /// <summary>What was sent will not be acknowledged.</summary>
    /// <returns>How many events were among it.</returns>
    public int DropSent()
    {
        var events = 0;
        while (_sent.Count > 0)
        {
            var run = _sent.PopFront();
            events += run.IsEvents ? run.Count : 0;
        }

        return events;
    }

    /// <summary>Gives memory back after a flood. For quiet moments.</summary>
    public void Trim()
    {
        _waiting.Trim();
        _sent.Trim();
    }
}

/// <summary>Copies that were sent one behind the other; of events, whose slots follow one another.</summary>
internal struct SentRun(uint slot, int count, bool isEvents)
{
    public uint Slot = slot;
    public int Count = count;
    public bool IsEvents = isEvents;

    public bool TryExtend(in SentRun next)
    {
        if (next.IsEvents != IsEvents || (IsEvents && next.Slot != Slot + (uint)Count))
        {
            return false;
        }

        Count += next.Count;
        return true;
    }
}
