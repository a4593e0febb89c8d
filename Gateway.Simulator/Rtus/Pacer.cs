namespace Gateway.Simulator.Rtus;

/// <summary>One timer for all processes that move; it stands still while there is none.</summary>
internal sealed class Pacer : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly Lock _changing = new();
    private readonly Timer _timer;
    private volatile Action[] _paced = [];
    private int _running;

    public Pacer() => _timer = new Timer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>One for the whole program.</summary>
    public static Pacer Shared { get; } = new();

    /// <summary>Calls it every 20 ms, one call at a time.</summary>
    public void Add(Action paced)
    {
        lock (_changing)
        {
            _paced = [.. _paced, paced];
            _ = _timer.Change(Period, Period);
        }
    }

    public void Remove(Action paced)
    {
        lock (_changing)
        {
            _paced = [.. _paced.Where(p => p != paced)];
            if (_paced.Length == 0)
            {
                _ = _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Run()
    {
        // A machine that is too slow for the period does not do two at once.
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            return;
        }

        foreach (var paced in _paced)
        {
            paced();
        }

        Volatile.Write(ref _running, 0);
    }
}
