namespace Gateway.Host.Services;

/// <summary>What a service verb was told; null: nothing.</summary>
internal sealed record ServiceOptions
{
    /// <summary>Which of several services.</summary>
    public string? Instance { get; init; }

    public StartupKind? Startup { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>How long to wait until it has started or stopped.</summary>
    public TimeSpan? Wait { get; init; }

    public bool Interactive { get; init; }

    public string? PerfmonIni { get; init; }

    public string? PerfmonDll { get; init; }

    /// <summary>The configuration file as given, which also stands in <see cref="Arguments"/>.</summary>
    public string? File { get; init; }

    /// <summary>What the service is started with, besides that it is one and which.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The folder that stands for <c>/</c>: files are written below it, and nothing else is done. For packages.</summary>
    public string? Root { get; init; }

    /// <summary>Where the unit is written, below the root.</summary>
    public string? UnitFolder { get; init; }

    /// <summary>The program that the service starts; else this one.</summary>
    public string? Program { get; init; }
}
