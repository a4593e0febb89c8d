namespace Gateway.Host.Services.Windows;

/// <summary>What the service tells the service manager of itself (SERVICE_STATUS).</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Accepts">Whether it takes controls: stop, shutdown, paramchange.</param>
/// <param name="ExitCode">H3, when it has stopped.</param>
/// <param name="Checkpoint">Rises while it is starting or stopping.</param>
/// <param name="Hint">How long the next step may take.</param>
internal readonly record struct ServiceReport(ServiceState State, bool Accepts, int ExitCode, uint Checkpoint, TimeSpan Hint);
