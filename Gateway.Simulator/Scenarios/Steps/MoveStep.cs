using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>move A at 100 per second</c>: measured values and breakers move by themselves, from now on; <c>stop moving A</c>.</summary>
internal sealed record MoveStep(IReadOnlyList<string> Rtus, double PerSecond) : Step
{
    public static Step Read(StepReader reader)
    {
        var rtus = reader.Rtus();
        var pace = Pace.Read(reader.Words);
        return pace > 0 ? new MoveStep(rtus, pace) : throw reader.Words.Fault("a rate, as \"at 100 per second\"");
    }

    public static Step ReadStop(StepReader reader) => new MoveStep(reader.Rtus(), 0);

    public override Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        foreach (var name in Rtus)
        {
            run.Rtu(name).Process = PerSecond > 0 ? new RtuProcess(PerSecond) : null;
        }

        return Task.FromResult(StepOutcome.Done(PerSecond > 0 ? "moving" : "stopped"));
    }
}
