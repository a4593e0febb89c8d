using System.Collections.Immutable;
using Gateway.Simulator.Files;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Scenarios.Steps;

namespace Gateway.Simulator.Scenarios;

/// <summary>A test as its file describes it.</summary>
public sealed record Scenario
{
    /// <summary>The file as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The file's name where it gives none.</summary>
    public required string Title { get; init; }

    public ImmutableArray<RtuDefinition> Rtus { get; init; } = [];

    public ImmutableArray<MasterConfig> Masters { get; init; } = [];

    public ImmutableArray<Step> Steps { get; init; } = [];

    /// <summary>All variables with their values: the command line goes before the file.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Every file that was read.</summary>
    public ImmutableArray<string> Files { get; init; } = [];
}
