namespace Gateway.Host.Services;

/// <summary>How the service starts, in the originals' words.</summary>
internal enum StartupKind
{
    Manual,
    Auto,
    Disabled,
    Delayed,
}
