namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>drop link of A</c>, <c>restart A</c>, <c>take A down</c>, <c>bring A up</c>: connections of an RTU.</summary>
internal sealed record RtuLinkStep(RtuLinkStep.What Does, IReadOnlyList<string> Rtus) : Step
{
    public enum What
    {
        Drop,
        Restart,
        Down,
        Up,
    }

    public static Step ReadDrop(StepReader reader)
    {
        reader.Words.Take("link");
        return new RtuLinkStep(What.Drop, reader.RtusBehind("of"));
    }

    public static Step ReadRestart(StepReader reader) => new RtuLinkStep(What.Restart, reader.Rtus());

    public static Step ReadTake(StepReader reader)
    {
        var rtus = reader.Rtus();
        reader.Words.Take("down");
        return new RtuLinkStep(What.Down, rtus);
    }

    public static Step ReadBring(StepReader reader)
    {
        var rtus = reader.Rtus();
        reader.Words.Take("up");
        return new RtuLinkStep(What.Up, rtus);
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        foreach (var rtu in Rtus.Select(run.Rtu))
        {
            if (Does is What.Down or What.Up)
            {
                await rtu.SetFaultsAsync(rtu.Faults with { RefusesConnections = Does == What.Down });
            }

            if (Does is What.Down or What.Drop)
            {
                await rtu.DropAsync();
            }
            else if (Does is What.Restart)
            {
                await rtu.RestartAsync();
            }
        }

        return StepOutcome.Done();
    }
}
