using Gateway.Iec104;
using Gateway.Iec104.Sockets;

namespace Gateway.Host.Status;

/// <summary>
/// The time of day of a point of monotonic time. What lies between the two clocks is kept until it changes by half a second (somebody has set the
/// clock): the same moment is always told alike.
/// </summary>
internal sealed class DayTime(TimeProvider clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    private readonly Lock _changing = new();
    private DateTimeOffset _start;

    /// <summary>In milliseconds.</summary>
    public DateTimeOffset At(Instant instant)
    {
        var at = Start() + TimeSpan.FromTicks(instant.Ticks);
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
    }

    // When the machine's monotonic clock began.
    private DateTimeOffset Start()
    {
        var start = clock.GetUtcNow() - TimeSpan.FromTicks(TurnClock.MachineTime.Ticks);
        lock (_changing)
        {
            if ((start - _start).Duration() > Step)
            {
                _start = start;
            }

            return _start;
        }
    }
}
