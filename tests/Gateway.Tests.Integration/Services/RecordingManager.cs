using System.ComponentModel;
using Gateway.Host.Services.Windows;

namespace Gateway.Tests.Integration.Services;

/// <summary>A service manager of Windows that keeps what it is asked for. A service goes through its pending states at each look.</summary>
internal sealed class RecordingManager : IServiceManager
{
    private readonly Dictionary<string, Queue<ServiceState>> _coming = new(StringComparer.Ordinal);

    public List<string> Calls { get; } = [];

    public Dictionary<string, ServiceState> States { get; } = new(StringComparer.Ordinal);

    public ServiceDefinition? Definition { get; private set; }

    /// <summary>What an old Windows does not know.</summary>
    public string[] Unknown { get; init; } = [];

    public string[] Dependents { get; init; } = [];

    /// <summary>The error of Windows that every call ends with; 0: none.</summary>
    public int Error { get; init; }

    /// <summary>Where a service ends that is started.</summary>
    public ServiceState StartsInto { get; init; } = ServiceState.Running;

    public bool IsClosed { get; private set; }

    public IReadOnlyList<string> Create(string name, ServiceDefinition definition)
    {
        Call($"create {name}");
        Definition = definition;
        return Unknown;
    }

    public IReadOnlyList<string> Change(string name, ServiceDefinition definition)
    {
        Call($"change {name}");
        Definition = definition;
        return Unknown;
    }

    public void Delete(string name) => Call($"delete {name}");

    public void Start(string name)
    {
        Call($"start {name}");
        _coming[name] = new([ServiceState.StartPending, ServiceState.StartPending, StartsInto]);
    }

    public void Stop(string name)
    {
        Call($"stop {name}");
        _coming[name] = new([ServiceState.StopPending, ServiceState.StopPending, ServiceState.Stopped]);
    }

    public ServiceState StateOf(string name)
    {
        Fail();
        if (_coming.TryGetValue(name, out var coming) && coming.TryDequeue(out var next))
        {
            States[name] = next;
        }

        return States.GetValueOrDefault(name, ServiceState.Stopped);
    }

    public IReadOnlyList<string> RunningDependents(string name)
    {
        Call($"dependents {name}");
        return Dependents;
    }

    public void Dispose() => IsClosed = true;

    private void Call(string call)
    {
        Fail();
        Calls.Add(call);
    }

    private void Fail()
    {
        if (Error != 0)
        {
            throw new Win32Exception(Error);
        }
    }
}
