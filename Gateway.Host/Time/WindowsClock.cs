using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gateway.Host.Time;

/// <summary>SetSystemTime. Needs the privilege SE_SYSTEMTIME_NAME, which administrators and services have, and must switch on.</summary>
internal sealed partial class WindowsClock : ISystemClock
{
    private const int PrivilegeNotHeld = 1314;
    private const int AccessDenied = 5;
    private const uint AdjustPrivileges = 0x20;
    private const uint Enabled = 2;
    private const string SystemTimePrivilege = "SeSystemtimePrivilege";

    public ClockStep Step(TimeSpan offset)
    {
        if (!TryEnablePrivilege())
        {
            return ClockStep.NoPrivilege;
        }

        // As late as possible; it counts milliseconds.
        var utc = DateTime.UtcNow + offset + TimeSpan.FromMicroseconds(500);
        if (SetSystemTime(new SystemTime(utc)))
        {
            return ClockStep.Done;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is PrivilegeNotHeld or AccessDenied
            ? ClockStep.NoPrivilege
            : ClockStep.Failed($"the system does not set the clock: {new Win32Exception(error).Message}");
    }

    private static bool TryEnablePrivilege()
    {
        if (!OpenProcessToken(GetCurrentProcess(), AdjustPrivileges, out var token))
        {
            return false;
        }

        try
        {
            // It is good also where the token has no such privilege; the error tells.
            return LookupPrivilegeValue(null, SystemTimePrivilege, out var id)
                && AdjustTokenPrivileges(token, disableAll: false, new TokenPrivilege(1, id, Enabled), 0, 0, 0)
                && Marshal.GetLastPInvokeError() == 0;
        }
        finally
        {
            _ = CloseHandle(token);
        }
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetSystemTime(in SystemTime time);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool OpenProcessToken(nint process, uint access, out nint token);

    [LibraryImport("advapi32", EntryPoint = "LookupPrivilegeValueW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LookupPrivilegeValue(string? system, string name, out long id);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AdjustTokenPrivileges(
        nint token, [MarshalAs(UnmanagedType.Bool)] bool disableAll, in TokenPrivilege next, uint previousOctets, nint previous, nint returnedOctets);

    /// <summary>TOKEN_PRIVILEGES with one of them: a LUID has two halves of 32 bits, and so no padding before it.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly struct TokenPrivilege(uint count, long id, uint attributes)
    {
        private readonly uint _count = count;
        private readonly long _id = id;
        private readonly uint _attributes = attributes;
    }

    /// <summary>SYSTEMTIME, in UTC.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct SystemTime(DateTime utc)
    {
        private readonly ushort _year = (ushort)utc.Year;
        private readonly ushort _month = (ushort)utc.Month;
        private readonly ushort _dayOfWeek = (ushort)utc.DayOfWeek;
        private readonly ushort _day = (ushort)utc.Day;
        private readonly ushort _hour = (ushort)utc.Hour;
        private readonly ushort _minute = (ushort)utc.Minute;
        private readonly ushort _second = (ushort)utc.Second;
        private readonly ushort _milliseconds = (ushort)utc.Millisecond;
    }
}
