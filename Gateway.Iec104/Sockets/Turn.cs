namespace Gateway.Iec104.Sockets;

/// <summary>
/// The one door into a group, and the only thing like a lock (docs/decisions/0001-dispatch.md): whoever brings input takes the turn, if it
/// is free, and carries it through to the writes; otherwise the input stands in line, and the holder runs it. A turn that has lasted 1 ms
/// goes on in the thread pool, so that a flood in one group keeps no other from the thread that polls the sockets.
/// </summary>
public sealed class Turn : IThreadPoolWorkItem
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);
    private static readonly TurnInput Held = new Marker();

    private readonly ITurnOwner _owner;
    private readonly bool _onPool;
    private readonly DeadlineCell _deadline = DeadlineCell.Take();

    // Null: free. Held: taken, nobody in line. Else the line, last one first, ending in Held.
    private TurnInput? _line;

    /// <param name="owner">Whose turn it is.</param>
    /// <param name="clock">Set at the beginning of each turn.</param>
    /// <param name="onPool">Every turn runs in the thread pool: for an owner that runs foreign code, which might block.</param>
    public Turn(ITurnOwner owner, TurnClock clock, bool onPool = false)
    {
        _owner = owner;
        Clock = clock;
        _onPool = onPool;
        DeadlineInput = new Expiry(this);
    }

    public TurnClock Clock { get; }

    /// <summary>Who watches its sockets; null: its connections use the runtime's completions.</summary>
    internal Poller? Poller { get; init; } = Poller.Next();

    /// <summary>The earliest deadline of its owner, as of the last turn. Read from any thread.</summary>
    internal DeadlineCell Deadline => _deadline;

    internal TurnInput DeadlineInput { get; }

    /// <summary>Brings input, from any thread, also from within the turn.</summary>
    public void Enter(TurnInput input)
    {
        if (Interlocked.Exchange(ref input.InLine, 1) != 0)
        {
            return;
        }

        while (true)
        {
            var line = Volatile.Read(ref _line);
            if (line is not null)
            {
                input.Next = line;
                if (Interlocked.CompareExchange(ref _line, input, line) == line)
                {
                    return;
                }
            }
            else if (_onPool)
            {
                input.Next = Held;
                if (Interlocked.CompareExchange(ref _line, input, null) is null)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
            else if (Interlocked.CompareExchange(ref _line, Held, null) is null)
            {
                Clock.Now = TurnClock.MachineTime;
                Run(input);
                Finish(Clock.Now + Longest);
                return;
            }
        }
    }

    /// <summary>The thread pool goes on with a turn that is held.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Clock.Now = TurnClock.MachineTime;
        RunLine();
        Finish(Clock.Now + Longest);
    }

    private void Finish(Instant end)
    {
        while (true)
        {
            Flush();
            if (Interlocked.CompareExchange(ref _line, null, Held) == Held)
            {
                return;
            }

            Clock.Now = TurnClock.MachineTime;
            if (Clock.Now >= end)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            RunLine();
        }
    }

    private void RunLine()
    {
        var last = Interlocked.Exchange(ref _line, Held);
        TurnInput? first = null;
        while (last is not null && last != Held)
        {
            (last.Next, first, last) = (first, last, last.Next);
        }

        while (first is not null)
        {
            var next = first.Next;
            Run(first);
            first = next;
        }
    }

#pragma warning disable CA1031, RCS1075 // A defect in one group must not end the thread that serves them all (S1).
    private void Run(TurnInput input)
    {
        input.Next = null;
        Volatile.Write(ref input.InLine, 0);
        try
        {
            input.Run();
        }
        catch (Exception defect)
        {
            Failed(defect);
        }
    }

    private void Flush()
    {
        try
        {
            _owner.Flush();
        }
        catch (Exception defect)
        {
            Failed(defect);
        }

        try
        {
            SendBatch.Submit();
        }
        catch (Exception defect)
        {
            Failed(defect);
        }

        try
        {
            _deadline.Set(_owner.Deadline);
        }
        catch (Exception defect)
        {
            Failed(defect);
        }
    }

    private void Failed(Exception defect)
    {
        try
        {
            _owner.Failed(defect);
        }
        catch (Exception)
        {
            // Nobody is left to be told; the turn must become free again.
        }
    }
#pragma warning restore CA1031, RCS1075

    private sealed class Expiry(Turn turn) : TurnInput
    {
        protected internal override void Run() => turn._owner.Expire();
    }

    private sealed class Marker : TurnInput
    {
        protected internal override void Run()
        {
        }
    }
}
