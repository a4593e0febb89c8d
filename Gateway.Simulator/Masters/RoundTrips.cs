namespace Gateway.Simulator.Masters;

/// <summary>How long confirmed requests took; the newest 100,000 are kept.</summary>
public sealed class RoundTrips
{
    private const int Kept = 100_000;

    private readonly Lock _lock = new();
    private readonly Queue<TimeSpan> _times = new();

    public void Add(TimeSpan time)
    {
        lock (_lock)
        {
            if (_times.Count == Kept)
            {
                _ = _times.Dequeue();
            }

            _times.Enqueue(time);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _times.Clear();
        }
    }

    /// <summary>Those that are kept, oldest first.</summary>
    public TimeSpan[] All()
    {
        lock (_lock)
        {
            return [.. _times];
        }
    }

    /// <summary>What they come to; null while there is none.</summary>
    public RoundTripSnapshot? Snapshot()
    {
        lock (_lock)
        {
            return RoundTripSnapshot.Of(_times);
        }
    }
}
