namespace Gateway.Host.Services;

/// <summary>A program in a console.</summary>
internal sealed class NoSupervisor : ISupervisor
{
    public TimeSpan? AliveEvery => null;

    public void Attach(Action stop, Action reload)
    {
    }

    public void Ready(string status)
    {
    }

    public void Reloading()
    {
    }

    public void Stopping()
    {
    }

    public void Alive()
    {
    }

    public void Status(string line)
    {
    }
}
