using System.Diagnostics;
using System.Globalization;

namespace Gateway.Host.Services.Systemd;

/// <summary>systemd, as it speaks with a unit of <c>Type=notify</c> with <c>WatchdogSec=</c>. It asks by signals.</summary>
internal sealed class SystemdSupervisor : ISupervisor
{
    private readonly NotifySocket _socket;

    private SystemdSupervisor(NotifySocket socket, TimeSpan? aliveEvery) => (_socket, AliveEvery) = (socket, aliveEvery);

    /// <summary>Half of the watchdog's time, as its manual asks for.</summary>
    public TimeSpan? AliveEvery { get; }

    /// <param name="variable">The environment.</param>
    /// <returns>Null: systemd has not started this process, or does not want to hear of it.</returns>
    public static SystemdSupervisor? Find(Func<string, string?> variable)
    {
        if (variable("NOTIFY_SOCKET") is not { Length: > 1 } address || address[0] is not ('/' or '@'))
        {
            return null;
        }

        var isForUs = variable("WATCHDOG_PID") is not { Length: > 0 } process || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var hasTime = long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 1;
        return new SystemdSupervisor(new NotifySocket(address), isForUs && hasTime ? TimeSpan.FromMicroseconds(microseconds / 2) : null);
    }

    public void Attach(Action stop, Action reload)
    {
    }

    public void Ready(string status) => _socket.Send("READY=1", $"STATUS={status}");

    public void Reloading() => _socket.Send("RELOADING=1", $"MONOTONIC_USEC={Microseconds}", "STATUS=Reading the configuration anew");

    public void Stopping() => _socket.Send("STOPPING=1", "STATUS=Stopping");

    public void Alive()
    {
        if (AliveEvery is not null)
        {
            _socket.Send("WATCHDOG=1");
        }
    }

    public void Status(string line) => _socket.Send($"STATUS={line}");

    // On Linux the stopwatch counts nanoseconds of CLOCK_MONOTONIC.
    private static long Microseconds => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
}
