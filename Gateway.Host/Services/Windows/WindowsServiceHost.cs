using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gateway.Host.Services.Windows;

/// <summary>Runs the gateway under the service manager of Windows, which calls back on threads of its own.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class WindowsServiceHost
{
    private const int NotStartedByManager = 1063;

    private static string _name = "";
    private static Func<ISupervisor, Task<int>>? _run;
    private static ServiceMachine? _machine;
    private static nint _handle;
    private static int _exitCode;

    /// <summary>Runs it as a service until it has stopped.</summary>
    /// <param name="name">The service's; the manager knows better for a process of its own.</param>
    /// <param name="run">The gateway.</param>
    /// <returns>The exit code; null: the service manager has not started this process.</returns>
    public static int? TryRun(string name, Func<ISupervisor, Task<int>> run)
    {
        (_name, _run) = (name, run);
        fixed (char* chars = name)
        {
            var table = stackalloc Advapi32.ServiceTableEntry[2];
            table[0] = new Advapi32.ServiceTableEntry { Name = chars, Main = &ServiceMain };
            table[1] = default;
            if (Advapi32.StartServiceCtrlDispatcherW(table))
            {
                return _exitCode;
            }
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NotStartedByManager ? null : throw new Win32Exception(error);
    }

#pragma warning disable CA1031, VSTHRD002 // Nothing may be thrown into the service manager, and this is the service's own thread.
    [UnmanagedCallersOnly]
    private static void ServiceMain(uint count, char** arguments)
    {
        _machine = new ServiceMachine(Report);
        _handle = Advapi32.RegisterServiceCtrlHandlerExW(_name, &Control, 0);
        if (_handle == 0)
        {
            _exitCode = ExitCode.Fault;
            return;
        }

        _machine.Begin();
        try
        {
            _exitCode = _run!(_machine).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            _exitCode = ExitCode.Fault;
        }

        _machine.End(_exitCode);
    }

    [UnmanagedCallersOnly]
    private static uint Control(uint control, uint type, void* data, void* context)
    {
        try
        {
            return _machine!.Control((ServiceControl)control);
        }
        catch (Exception)
        {
            return ServiceMachine.NotImplemented;
        }
    }
#pragma warning restore CA1031, VSTHRD002

    private static void Report(ServiceReport report)
    {
        const uint OwnProcess = 0x10;
        const uint StopShutdownParamChange = 0x1 | 0x4 | 0x8;
        const uint ServiceSpecificError = 1066;
        var status = new Advapi32.ServiceStatus
        {
            Type = OwnProcess,
            State = (uint)report.State,
            Accepted = report.Accepts ? StopShutdownParamChange : 0,
            Win32ExitCode = report.ExitCode == 0 ? 0 : ServiceSpecificError,
            SpecificExitCode = (uint)report.ExitCode,
            Checkpoint = report.Checkpoint,
            WaitHint = (uint)report.Hint.TotalMilliseconds,
        };
        _ = Advapi32.SetServiceStatus(_handle, &status);
    }
}
