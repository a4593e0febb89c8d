namespace Gateway.Simulator.Frames;

/// <summary>The newest signals, a thousand of them.</summary>
public sealed class LastSignals : ISignalSink
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<Signal> _signals = new(Kept);

    public void Seen(Signal signal)
    {
        lock (_lock)
        {
            if (_signals.Count == Kept)
            {
                _ = _signals.Dequeue();
            }

            _signals.Enqueue(signal);
        }
    }

    /// <summary>The newest so many, oldest first.</summary>
    /// <param name="count">At most.</param>
    /// <param name="station">Of this station alone; null: of all.</param>
    public Signal[] Take(int count, string? station = null)
    {
        lock (_lock)
        {
            return [.. _signals.Where(s => station is null || s.Station == station).TakeLast(count)];
        }
    }
}
