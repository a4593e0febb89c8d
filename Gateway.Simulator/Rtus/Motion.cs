namespace Gateway.Simulator.Rtus;

/// <summary>Lets an RTU's signals move by themselves while there is a process, each from where it stands.</summary>
/// <param name="now">What a point has now; null: as in the file.</param>
internal sealed class Motion(RtuSignals signals, TimeProvider time, Action<SignalRow, SignalValue> send, Func<PointKey, double?>? now = null) : IDisposable
{
    // What moves is stopped between two events, never within one.
    private readonly Lock _gate = new();
    private RtuProcess? _process;
    private MovingProcess? _moving;
    private Action? _paced;

    /// <summary>Null: nothing moves. A breaker that is on its way when the process ends or changes arrives at once.</summary>
    public RtuProcess? Process
    {
        get => _process;
        set
        {
            lock (_gate)
            {
                if (Stop()?.Finish() is var (row, target))
                {
                    send(row, target);
                }

                _process = value;
                if (value is { EventsPerSecond: > 0 })
                {
                    Begin(new MovingProcess(signals, value, now));
                }
            }
        }
    }

    /// <summary>Stops as after a power failure: where everything is just now.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ = Stop();
            _process = null;
        }
    }

    private void Begin(MovingProcess moving)
    {
        var since = time.GetTimestamp();
        _moving = moving;
        _paced = () => Move(moving, since);
        Pacer.Shared.Add(_paced);
    }

    private MovingProcess? Stop()
    {
        if (_paced is not null)
        {
            Pacer.Shared.Remove(_paced);
        }

        var moving = _moving;
        (_moving, _paced) = (null, null);
        return moving;
    }

    private void Move(MovingProcess moving, long since)
    {
        lock (_gate)
        {
            // The pacer may be under way while it is stopped.
            for (var due = moving == _moving ? moving.TakeDue(time.GetElapsedTime(since)) : 0; due > 0; due--)
            {
                var (row, value) = moving.Next();
                send(row, value);
            }
        }
    }
}
