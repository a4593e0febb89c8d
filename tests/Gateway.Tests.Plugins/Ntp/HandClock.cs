namespace Gateway.Tests.Plugins.Ntp;

/// <summary>A wall clock and a monotonic one, both moved by hand; timers run as ever.</summary>
internal sealed class HandClock : TimeProvider
{
    private long _ticks = 1_000_000;

    public DateTime Utc { get; set; } = new(2026, 11, 21, 6, 51, 41, DateTimeKind.Utc);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Utc);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Time passes; the wall clock stays where it is, as if it had been stepped back.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
