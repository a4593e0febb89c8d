using System.Runtime.InteropServices;
using Microsoft.Win32;

namespace Gateway.Host.Time;

/// <summary>
/// The Windows time service. Where it is stopped (as it is on a machine outside of a domain, most of the time), or runs and is told to take the time
/// from nobody, nobody keeps the clock.
/// </summary>
internal sealed partial class WindowsClockKeepers : IClockKeepers
{
    private const string Service = "W32Time";
    private const uint Connect = 1;
    private const uint QueryStatus = 4;
    private const uint Running = 4;

    private const string Settings = $@"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\{Service}\Parameters";

    public string? Find() => KeeperOf(IsRunning(), OperatingSystem.IsWindows() ? Registry.GetValue(Settings, "Type", defaultValue: null) as string : null);

    /// <param name="type">Whom it takes the time from: NTP, NT5DS, AllSync, or NoSync; null: it is not said.</param>
    internal static string? KeeperOf(bool isRunning, string? type) =>
        isRunning && !string.Equals(type, "NoSync", StringComparison.OrdinalIgnoreCase) ? $"{Service}, the Windows time service" : null;

    private static bool IsRunning()
    {
        var manager = OpenManager(null, null, Connect);
        var service = manager == 0 ? 0 : OpenService(manager, Service, QueryStatus);
        var isRunning = service != 0 && QueryServiceStatus(service, out var status) && status.CurrentState == Running;
        Close(service);
        Close(manager);
        return isRunning;
    }

    private static void Close(nint handle)
    {
        if (handle != 0)
        {
            _ = CloseServiceHandle(handle);
        }
    }

    [LibraryImport("advapi32", EntryPoint = "OpenSCManagerW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint OpenManager(string? machine, string? database, uint access);

    [LibraryImport("advapi32", EntryPoint = "OpenServiceW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint OpenService(nint manager, string name, uint access);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool QueryServiceStatus(nint service, out ServiceStatus status);

    [LibraryImport("advapi32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseServiceHandle(nint handle);

    /// <summary>SERVICE_STATUS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ServiceStatus
    {
        public readonly uint ServiceType;
        public readonly uint CurrentState;
        public readonly uint ControlsAccepted;
        public readonly uint ExitCode;
        public readonly uint ServiceExitCode;
        public readonly uint CheckPoint;
        public readonly uint WaitHint;
    }
}
