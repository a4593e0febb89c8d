using System.Collections.Immutable;

namespace Gateway.Abstractions.Configuration;

/// <summary>Where the machine's clock is set from (H4); no servers: it is left alone.</summary>
public sealed record TimeConfig
{
    public static readonly TimeConfig None = new();

    public ImmutableArray<string> Servers { get; init; } = [];

    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(900);
}
