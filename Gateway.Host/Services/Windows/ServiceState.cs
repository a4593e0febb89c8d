namespace Gateway.Host.Services.Windows;

/// <summary>What a service is doing, in the numbers of Windows.</summary>
internal enum ServiceState : uint
{
    Stopped = 1,
    StartPending = 2,
    StopPending = 3,
    Running = 4,
    ContinuePending = 5,
    PausePending = 6,
    Paused = 7,
}
