using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Scenarios;

/// <summary>
/// Everything that the stations of a scenario have seen, in its order; numbers lead into it. Steps wait for more. What no step can look at any more is
/// given up.
/// </summary>
/// <param name="most">Memory is bounded: what comes beyond is counted alone.</param>
public sealed class SignalRecorder(int most = SignalRecorder.Most) : ISignalSink
{
    public const int Most = 2_000_000;

    private readonly Lock _lock = new();
    private readonly List<Signal> _signals = [];
    private int _givenUp;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many there are: the number of the next one.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _givenUp + _signals.Count;
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
            if (_signals.Count >= most)
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

    /// <summary>Those from a number on, to the end.</summary>
    public Signal[] From(int first)
    {
        lock (_lock)
        {
            var at = Math.Max(0, first - _givenUp);
            return at >= _signals.Count ? [] : [.. _signals.GetRange(at, _signals.Count - at)];
        }
    }

    /// <summary>Nobody looks at what is before this number any more.</summary>
    public void GiveUp(int before)
    {
        lock (_lock)
        {
            var count = Math.Clamp(before - _givenUp, 0, _signals.Count);
            _signals.RemoveRange(0, count);
            _givenUp += count;
        }
    }
}
