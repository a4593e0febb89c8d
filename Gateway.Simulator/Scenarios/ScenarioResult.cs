using System.Collections.Immutable;
using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios;

/// <summary>How a scenario went.</summary>
/// <param name="Began">Local time.</param>
/// <param name="RoundTrips">Of the masters' requests, by name.</param>
/// <param name="Signals">How many were seen.</param>
public sealed record ScenarioResult(
    Scenario Scenario,
    DateTimeOffset Began,
    TimeSpan Took,
    ImmutableArray<StepResult> Steps,
    ImmutableSortedDictionary<string, RoundTripSnapshot> RoundTrips,
    long Signals)
{
    /// <summary>None failed, and none was left out.</summary>
    public bool Passed => Steps.All(s => s.Passed) && Steps.Length == Scenario.Steps.Length;

    public int Failed => Steps.Count(s => !s.Passed);
}
