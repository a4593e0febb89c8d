namespace Gateway.Host.Services.Windows;

/// <summary>
/// The state of a Windows service: start pending, running, stop pending, stopped. Controls come from the service manager's thread, the rest from
/// the gateway; each change is reported once, in order.
/// </summary>
/// <param name="report">Tells the service manager.</param>
internal sealed class ServiceMachine(Action<ServiceReport> report) : ISupervisor
{
    /// <summary>Answers of a control handler.</summary>
    public const uint NoError = 0;

    public const uint NotImplemented = 120;

    private static readonly TimeSpan StartHint = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopHint = TimeSpan.FromSeconds(5);

    private readonly Lock _changing = new();
    private ServiceReport _last = new(ServiceState.StartPending, Accepts: false, ExitCode: 0, Checkpoint: 1, StartHint);
    private Action _stop = () => { };
    private Action _reload = () => { };
    private bool _wantsStop;

    public TimeSpan? AliveEvery => null;

    /// <summary>The service's main function has been called.</summary>
    public void Begin()
    {
        lock (_changing)
        {
            report(_last);
        }
    }

    /// <summary>The gateway has ended.</summary>
    public void End(int exitCode) => Go(new ServiceReport(ServiceState.Stopped, Accepts: false, exitCode, Checkpoint: 0, TimeSpan.Zero));

    /// <summary>The service manager asks.</summary>
    /// <returns>The handler's answer.</returns>
    public uint Control(ServiceControl control)
    {
        switch (control)
        {
            case ServiceControl.Stop or ServiceControl.Shutdown:
                Stopping();
                AskStop();
                return NoError;
            case ServiceControl.ParamChange:
                _reload();
                return NoError;
            case ServiceControl.Interrogate:
                return NoError;
            default:
                return NotImplemented;
        }
    }

    public void Attach(Action stop, Action reload)
    {
        bool wantsStop;
        lock (_changing)
        {
            (_stop, _reload, wantsStop) = (stop, reload, _wantsStop);
        }

        if (wantsStop)
        {
            stop();
        }
    }

    public void Ready(string status)
    {
        lock (_changing)
        {
            if (_last.State == ServiceState.StartPending)
            {
                Go(new ServiceReport(ServiceState.Running, Accepts: true, ExitCode: 0, Checkpoint: 0, TimeSpan.Zero));
            }
        }
    }

    public void Reloading()
    {
    }

    public void Stopping()
    {
        lock (_changing)
        {
            var checkpoint = _last.State == ServiceState.StopPending ? _last.Checkpoint + 1 : 1;
            Go(new ServiceReport(ServiceState.StopPending, Accepts: false, ExitCode: 0, checkpoint, StopHint));
        }
    }

    public void Alive()
    {
    }

    public void Status(string line)
    {
    }

    private void AskStop()
    {
        Action stop;
        lock (_changing)
        {
            _wantsStop = true;
            stop = _stop;
        }

        stop();
    }

    // Nothing comes after stopped: the process may be gone the moment it is reported.
    private void Go(ServiceReport next)
    {
        lock (_changing)
        {
            if (_last.State != ServiceState.Stopped)
            {
                _last = next;
                report(next);
            }
        }
    }
}
