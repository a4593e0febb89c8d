namespace Gateway.Host.Services.Windows;

/// <summary>What the service manager asks a service to do, in the numbers of Windows.</summary>
internal enum ServiceControl : uint
{
    Stop = 1,
    Interrogate = 4,
    Shutdown = 5,

    /// <summary><c>sc control NAME paramchange</c>: the configuration has changed.</summary>
    ParamChange = 6,
}
