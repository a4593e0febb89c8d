using System.Collections.Immutable;
using Gateway.Simulator.Files;

namespace Gateway.Simulator.Scenarios;

/// <summary>What a scenario's file says.</summary>
/// <param name="Scenario">Null: there is a fault.</param>
/// <param name="Faults">What is wrong in it.</param>
/// <param name="Findings">What its author should know of the files that it names.</param>
public sealed record ScenarioContent(Scenario? Scenario, ImmutableArray<ScenarioFault> Faults, ImmutableArray<FileFinding> Findings);
