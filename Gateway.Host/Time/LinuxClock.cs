using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gateway.Host.Time;

/// <summary>clock_settime(2) of CLOCK_REALTIME. Needs CAP_SYS_TIME.</summary>
internal sealed partial class LinuxClock : ISystemClock
{
    private const int RealTime = 0;
    private const int NotPermitted = 1;
    private const int NanosecondsPerTick = 100;

    public ClockStep Step(TimeSpan offset)
    {
        var (seconds, ticks) = Math.DivRem((DateTime.UtcNow + offset - DateTime.UnixEpoch).Ticks, TimeSpan.TicksPerSecond);
        return Set(new TimeSpec((nint)seconds, (nint)(ticks * NanosecondsPerTick)));
    }

    /// <summary>Anything else than a time of 0 to 999,999,999 nanoseconds the system refuses, and leaves the clock alone.</summary>
    internal static ClockStep Set(TimeSpec time)
    {
        if (SetTime(RealTime, time) == 0)
        {
            return ClockStep.Done;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NotPermitted ? ClockStep.NoPrivilege : ClockStep.Failed($"the system does not set the clock: {new Win32Exception(error).Message}");
    }

    [LibraryImport("libc", EntryPoint = "clock_settime", SetLastError = true)]
    private static partial int SetTime(int clock, in TimeSpec time);
}
