namespace Gateway.Host.Services.Windows;

/// <summary>What the service manager knows of a service; null: as it is, or its default.</summary>
internal sealed record ServiceDefinition
{
    public string? Command { get; init; }

    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public StartupKind? Startup { get; init; }

    /// <summary><c>domain\user</c>; its default is LocalSystem.</summary>
    public string? Account { get; init; }

    public string? Password { get; init; }

    /// <summary>Start it again when it ends with a fault.</summary>
    public bool RestartOnFailure { get; init; }
}
