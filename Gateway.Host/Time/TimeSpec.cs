using System.Runtime.InteropServices;

namespace Gateway.Host.Time;

/// <summary>struct timespec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
