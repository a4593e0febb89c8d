namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>wait 5 s</c>; <c>mark</c>: from here on counts.</summary>
internal sealed record WaitStep(TimeSpan Time, bool IsMark) : Step
{
    public override bool Acts => false;

    public override bool Concerns(Frames.Signal signal) => false;

    public static Step ReadMark(StepReader reader)
    {
        _ = reader;
        return new WaitStep(TimeSpan.Zero, IsMark: true);
    }

    public static Step Read(StepReader reader) => reader.Words.TryTake("for")
        ? ExpectStep.ReadWaitFor(reader)
        : new WaitStep(reader.Words.Duration(), IsMark: false);

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        if (IsMark)
        {
            run.Mark = run.LastAction = run.Recorder.Count;
            run.Recorder.GiveUp(run.Mark - ScenarioRunner.FramesBefore);
        }

        await run.DelayAsync(Time, cancellation);
        return StepOutcome.Done();
    }
}
