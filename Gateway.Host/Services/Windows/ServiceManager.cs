using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gateway.Host.Services.Windows;

/// <summary>The real one.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class ServiceManager : IServiceManager
{
    private const uint AllAccess = 0xF01FF;
    private const uint ManagerMayCreate = 0x1 | 0x2;
    private const uint QueryStatus = 0x4;
    private const uint EnumerateDependents = 0x8;
    private const uint MayStart = 0x10;
    private const uint MayStop = 0x20;
    private const uint MayDelete = 0x10000;
    private const uint ChangeConfig = 0x2;
    private const uint OwnProcess = 0x10;
    private const uint NormalError = 1;
    private const uint NoChange = uint.MaxValue;
    private const int MoreData = 234;
    private const int InvalidLevel = 124;

    private readonly nint _manager;

    private ServiceManager(nint manager) => _manager = manager;

    /// <exception cref="Win32Exception">It may not be opened.</exception>
    public static ServiceManager Open()
    {
        // Looking, starting and stopping need less than creating; an ordinary user may be granted them.
        var manager = Advapi32.OpenSCManagerW(null, null, ManagerMayCreate);
        manager = manager == 0 && Marshal.GetLastPInvokeError() == 5 ? Advapi32.OpenSCManagerW(null, null, 0x1) : manager;
        return new ServiceManager(Checked(manager));
    }

    public IReadOnlyList<string> Create(string name, ServiceDefinition definition)
    {
        var service = Checked(Advapi32.CreateServiceW(
            _manager, name, definition.DisplayName, AllAccess, OwnProcess, StartOf(definition.Startup ?? StartupKind.Manual), NormalError, definition.Command!, null, null, null,
            definition.Account, definition.Password));
        try
        {
            return Describe(service, definition);
        }
        finally
        {
            _ = Advapi32.CloseServiceHandle(service);
        }
    }

    public IReadOnlyList<string> Change(string name, ServiceDefinition definition) => With(name, ChangeConfig | MayStart, service =>
    {
        Check(Advapi32.ChangeServiceConfigW(
            service, NoChange, definition.Startup is { } startup ? StartOf(startup) : NoChange, NoChange, definition.Command, null, null, null, definition.Account, definition.Password,
            definition.DisplayName));
        return Describe(service, definition);
    });

    public void Delete(string name) => With(name, MayDelete, service =>
    {
        Check(Advapi32.DeleteService(service));
        return 0;
    });

    public void Start(string name) => With(name, MayStart, service =>
    {
        Check(Advapi32.StartServiceW(service, 0, null));
        return 0;
    });

    public void Stop(string name) => With(name, MayStop, service =>
    {
        Advapi32.ServiceStatus status;
        Check(Advapi32.ControlService(service, (uint)ServiceControl.Stop, &status));
        return 0;
    });

    public ServiceState StateOf(string name) => With(name, QueryStatus, service =>
    {
        Advapi32.ServiceStatusProcess status;
        Check(Advapi32.QueryServiceStatusEx(service, 0, &status, (uint)sizeof(Advapi32.ServiceStatusProcess), out _));
        return (ServiceState)status.Status.State;
    });

    public IReadOnlyList<string> RunningDependents(string name) => With<IReadOnlyList<string>>(name, EnumerateDependents, service =>
    {
        const uint Active = 1;
        if (Advapi32.EnumDependentServicesW(service, Active, null, 0, out var size, out _))
        {
            return [];
        }

        Check(Marshal.GetLastPInvokeError() == MoreData);
        var buffer = NativeMemory.Alloc(size);
        try
        {
            Check(Advapi32.EnumDependentServicesW(service, Active, buffer, size, out _, out var count));
            var names = new string[count];
            for (var n = 0; n < count; n++)
            {
                names[n] = new string(((Advapi32.EnumServiceStatus*)buffer)[n].Name);
            }

            return names;
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    });

    public void Dispose() => _ = Advapi32.CloseServiceHandle(_manager);

    private static uint StartOf(StartupKind startup) => startup switch
    {
        StartupKind.Auto or StartupKind.Delayed => 2,
        StartupKind.Disabled => 4,
        _ => 3,
    };

    private static List<string> Describe(nint service, ServiceDefinition definition)
    {
        const uint Description = 1;
        const uint FailureActions = 2;
        const uint DelayedStart = 3;
        const uint FailureFlag = 4;
        var missing = new List<string>();
        fixed (char* description = definition.Description)
        {
            var text = description;
            if (text is not null)
            {
                Set(Description, &text, "a description");
            }
        }

        if (definition.Startup is StartupKind.Auto or StartupKind.Delayed)
        {
            var isDelayed = definition.Startup == StartupKind.Delayed ? 1 : 0;
            Set(DelayedStart, &isDelayed, "a delayed start");
        }

        if (definition.RestartOnFailure)
        {
            // After 2 s, then after 10 s each time; also when it ends by itself with a fault.
            const int Restart = 1;
            var actions = stackalloc Advapi32.FailureAction[3];
            actions[0] = new Advapi32.FailureAction { Type = Restart, DelayMilliseconds = 2_000 };
            actions[1] = actions[2] = new Advapi32.FailureAction { Type = Restart, DelayMilliseconds = 10_000 };
            var failure = new Advapi32.FailureActions { ResetSeconds = 86_400, Count = 3, Actions = actions };
            Set(FailureActions, &failure, "a start after a failure");
            var also = 1;
            Set(FailureFlag, &also, "a start after an exit code");
        }

        return missing;

        void Set(uint level, void* info, string what)
        {
            if (!Advapi32.ChangeServiceConfig2W(service, level, info))
            {
                Check(Marshal.GetLastPInvokeError() == InvalidLevel);
                missing.Add(what);
            }
        }
    }

    private T With<T>(string name, uint access, Func<nint, T> what)
    {
        var service = Checked(Advapi32.OpenServiceW(_manager, name, access));
        try
        {
            return what(service);
        }
        finally
        {
            _ = Advapi32.CloseServiceHandle(service);
        }
    }

    private static nint Checked(nint handle)
    {
        Check(handle != 0);
        return handle;
    }

    private static void Check(bool isDone)
    {
        if (!isDone)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }
}
