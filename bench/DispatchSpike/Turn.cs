namespace DispatchSpike;

/// <summary>Something that wants to run inside a group; one per peer and direction, so nothing is allocated.</summary>
interface ITurnInput { ITurnInput? Next { get; set; } void Run(); }

/// <summary>Intrusive MPSC hand-over. _head: null = free; Held = taken, nothing queued; else a LIFO of waiting inputs.
/// Who brings input runs it if the turn is free, else leaves it to the holder. Two CAS per turn, never blocks or spins.</summary>
sealed class Turn
{
    sealed class Sentinel : ITurnInput { public ITurnInput? Next { get; set; } public void Run() { } }
    static readonly ITurnInput Held = new Sentinel();
    ITurnInput? _head;

    public void Enter(ITurnInput node)
    {
        for (;;)
        {
            ITurnInput? h = Volatile.Read(ref _head);
            if (h is null)
            {
                if (Interlocked.CompareExchange(ref _head, Held, null) is null) break;
                continue;
            }
            node.Next = h;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _head, node, h), h)) return;
        }
        node.Run();
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _head, null, Held), Held))
        {
            ITurnInput? list = Interlocked.Exchange(ref _head, Held), fifo = null;
            while (!ReferenceEquals(list, Held)) { var n = list!.Next; list.Next = fifo; fifo = list; list = n; }
            while (fifo is not null) { var n = fifo.Next; fifo.Next = null; fifo.Run(); fifo = n; }
        }
    }
}
