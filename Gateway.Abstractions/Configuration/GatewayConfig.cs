using System.Collections.Immutable;

namespace Gateway.Abstractions.Configuration;

/// <summary>What a configuration file says, whatever its form.</summary>
public sealed record GatewayConfig
{
    public ImmutableArray<GroupConfig> Groups { get; init; } = [];

    public TimeConfig Time { get; init; } = TimeConfig.None;

    /// <summary>No dashboard.</summary>
    public bool NoGui { get; init; }

    /// <summary>Null: the file does not say; it is as <see cref="WebConfig"/> is by itself.</summary>
    public WebConfig? Web { get; init; }
}
