namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>fault never at A on</c>: what an RTU does wrong from now on; <c>no faults at A</c>.</summary>
/// <param name="Fault">Null: none any more.</param>
internal sealed record FaultStep(FaultChange? Fault, IReadOnlyList<string> Rtus) : Step
{
    public static Step Read(StepReader reader)
    {
        var fault = FaultChange.Read(reader.Words);
        var rtus = reader.RtusBehind("at");
        var isOff = reader.Words.TryTake("off");
        _ = isOff || reader.Words.TryTake("on");
        return new FaultStep(isOff ? fault with { IsOn = false } : fault, rtus);
    }

    public static Step ReadNone(StepReader reader)
    {
        reader.Words.Take("faults");
        return new FaultStep(null, reader.RtusBehind("at"));
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        foreach (var name in Rtus)
        {
            var rtu = run.Rtu(name);
            await rtu.SetFaultsAsync(Fault?.Apply(rtu.Faults) ?? Simulator.Rtus.RtuFaults.None);
        }

        return StepOutcome.Done();
    }
}
