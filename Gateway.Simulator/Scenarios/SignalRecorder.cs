using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Scenarios;

/// <summary>Everything that the stations of a scenario have seen, in its order; numbers lead into it. Steps wait for more.</summary>
public sealed class SignalRecorder : ISignalSink
{
    /// <summary>Memory is bounded: what comes beyond is counted alone.</summary>
    public const int Most = 2_000_000;

    private readonly Lock _lock = new();
    private readonly List<Signal> _signals = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many there are: the number of the next one.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _signals.Count;
            }
        }
    }

    /// <summary>What was not kept.</summary>
    public long Dropped { get; private set; }

    /// <summary>Completes with the next signal. Take it before looking.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    public void Seen(Signal signal)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_signals.Count >= Most)
            {
                Dropped++;
                return;
            }

            _signals.Add(signal);
            changed = _changed;
            if (!changed.Task.IsCompleted)
            {
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _ = changed.TrySetResult();
    }

    /// <summary>Those from a number on, to another or to the end.</summary>
    public Signal[] From(int first, int? end = null)
    {
        lock (_lock)
        {
            var last = Math.Min(end ?? _signals.Count, _signals.Count);
            return first >= last ? [] : [.. _signals.GetRange(first, last - first)];
        }
    }
}
