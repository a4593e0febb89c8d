namespace Gateway.Tests.Integration.Time;

/// <summary>Time moved by hand: timers fall due when it passes. The wall clock is another's (a step of it moves no timer).</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HandTimer> _timers = [];
    private TimeSpan _passed;

    public DateTimeOffset Wall { get; set; } = new(2026, 11, 21, 6, 51, 41, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("hand", TimeSpan.FromHours(3), "hand", "hand");

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Wall;

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _passed.Ticks;
        }
    }

    /// <summary>In how long the next timer falls due; null: none is armed.</summary>
    public TimeSpan? Next
    {
        get
        {
            lock (_lock)
            {
                var armed = _timers.Where(t => t.DueAt < TimeSpan.MaxValue).Select(t => t.DueAt - _passed).ToList();
                return armed.Count == 0 ? null : armed.Min();
            }
        }
    }

    public void Pass(TimeSpan time)
    {
        HandTimer[] due;
        lock (_lock)
        {
            _passed += time;
            due = [.. _timers.Where(t => t.DueAt <= _passed)];
            Array.ForEach(due, t => t.DueAt = TimeSpan.MaxValue);
        }

        Array.ForEach(due, t => t.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HandTimer(HandTime time, Action fire) : ITimer
    {
        public TimeSpan DueAt { get; set; } = TimeSpan.MaxValue;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.AreEqual(Timeout.InfiniteTimeSpan, period);
            lock (time._lock)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : time._passed + dueTime;
                _ = time._timers.Remove(this);
                time._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _ = time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
