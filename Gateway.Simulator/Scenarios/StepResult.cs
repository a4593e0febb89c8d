using System.Collections.Immutable;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Scenarios.Steps;

namespace Gateway.Simulator.Scenarios;

/// <summary>How a step went.</summary>
/// <param name="Started">After the scenario's beginning.</param>
/// <param name="Seen">What there was, in words.</param>
/// <param name="Frames">What the stations saw in it; of a failed step, what they saw around it.</param>
/// <param name="FramesLeftOut">How many more there were.</param>
public sealed record StepResult(
    Step Step, TimeSpan Started, TimeSpan Took, bool Passed, string Seen, ImmutableArray<Signal> Frames, int FramesLeftOut);
