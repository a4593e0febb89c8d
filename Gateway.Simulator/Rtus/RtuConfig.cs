using System.Collections.Immutable;

namespace Gateway.Simulator.Rtus;

/// <summary>A simulated RTU: its number, and the TCP ports that lead to it.</summary>
public sealed record RtuConfig
{
    public required string Name { get; init; }

    /// <summary>The RTU number: CA.</summary>
    public required Gateway.Iec104.CommonAddress Number { get; init; }

    /// <summary>One, or several redundant ones: all are doors to the same signals and events.</summary>
    public required ImmutableArray<RtuPort> Ports { get; init; }

    /// <summary>How long a select holds.</summary>
    public TimeSpan SelectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A command that was not selected before is refused.</summary>
    public bool RequiresSelect { get; init; }

    /// <summary>Events kept until a master has acknowledged them; then the oldest goes, and is counted.</summary>
    public int BufferedEvents { get; init; } = 20_000;
}
