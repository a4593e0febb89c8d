using System.Diagnostics;

namespace Gateway.Iec104.Sockets;

/// <summary>The time within one turn: set when it begins, the same for everything that happens in it. Tests move it by hand.</summary>
public sealed class TurnClock
{
    /// <summary>The machine's monotonic time. Only the driver of turns asks for it.</summary>
    public static Instant MachineTime => new(Stopwatch.GetElapsedTime(0).Ticks);

    public Instant Now { get; set; }
}
