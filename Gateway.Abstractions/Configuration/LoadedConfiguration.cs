using System.Collections.Immutable;

namespace Gateway.Abstractions.Configuration;

/// <summary>What a loader made of a file.</summary>
/// <param name="Config">Null where the file cannot be read at all; without groups where none is usable.</param>
/// <param name="Findings">In the order of the file.</param>
public sealed record LoadedConfiguration(GatewayConfig? Config, ImmutableArray<ConfigurationFinding> Findings)
{
    /// <summary>Where the file names policies and libraries; a loader that does not tell has what is missing reported at the file's beginning.</summary>
    public ImmutableArray<NamePlace> Names { get; init; } = [];

    /// <summary>A row was skipped, or the file could not be read.</summary>
    public bool HasErrors => Config is null || Findings.Any(f => f.Severity == FindingSeverity.Error);
}
