namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>How a step ended.</summary>
/// <param name="Seen">What there was, in words.</param>
public readonly record struct StepOutcome(bool Passed, string Seen)
{
    public static StepOutcome Done(string seen = "done") => new(Passed: true, seen);

    public static StepOutcome Failed(string seen) => new(Passed: false, seen);
}
