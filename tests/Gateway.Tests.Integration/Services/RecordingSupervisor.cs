using Gateway.Host.Services;

namespace Gateway.Tests.Integration.Services;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingSupervisor : ISupervisor
{
    public int Lives { get; private set; }

    public List<string> Lines { get; } = [];

    public TimeSpan? AliveEvery => null;

    public void Attach(Action stop, Action reload)
    {
    }

    public void Ready(string status) => Lines.Add($"ready: {status}");

    public void Reloading() => Lines.Add("reloading");

    public void Stopping() => Lines.Add("stopping");

    public void Alive() => Lives++;

    public void Status(string line) => Lines.Add(line);
}
