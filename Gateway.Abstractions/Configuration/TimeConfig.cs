using System.Collections.Immutable;

namespace Gateway.Abstractions.Configuration;

/// <summary>Where the machine's clock is set from (H4); no servers: it is left alone.</summary>
public sealed record TimeConfig
{
    /// <summary>The source that asks by SNTP.</summary>
    public const string StandardSource = "ntp";

    public static readonly TimeConfig None = new();

    public static readonly TimeSpan StandardUpdateInterval = TimeSpan.FromSeconds(900);

    public ImmutableArray<string> Servers { get; init; } = [];

    /// <summary>Null: the file does not say, and the command line may.</summary>
    public TimeSpan? UpdateInterval { get; init; }

    /// <summary>A larger offset is refused: rather the server is wrong than the clock.</summary>
    public TimeSpan MaxStep { get; init; } = TimeSpan.FromHours(1);

    /// <summary>By which protocol the servers are asked: the name under which a plugin has registered it.</summary>
    public string Source { get; init; } = StandardSource;
}
