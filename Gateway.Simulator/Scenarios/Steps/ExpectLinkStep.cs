using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>expect m1 disconnected within 5 s</c>; also <c>connected</c>, <c>started</c>.</summary>
internal sealed record ExpectLinkStep(IReadOnlyList<string> Masters, string State, TimeSpan Within) : Step
{
    private static readonly string[] States = ["connected", "started", "disconnected"];

    public override bool Acts => false;

    public override bool Concerns(Frames.Signal signal) => false;

    public override string Expected => $"{string.Join(", ", Masters)} {State} within {Wording.Text.Of(Within)}";

    /// <summary>Whether masters come next, and no condition.</summary>
    public static bool IsMeant(StepReader reader) =>
        reader.Words.Sees("every") || reader.Words.Sees("master") || (reader.Words.Peek() is { } name && reader.HasMaster(name));

    public static Step Read(StepReader reader)
    {
        var masters = reader.Masters();
        var state = States.FirstOrDefault(reader.Words.Sees) ?? throw reader.Words.Fault("connected, started or disconnected");
        reader.Words.Take(state);
        return new ExpectLinkStep(masters, state, reader.Within("within"));
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        IMaster[] masters = [.. Masters.Select(run.Master)];
        var passed = await run.UntilAsync(() => masters.All(Is), Within, cancellation);
        var told = masters.Where(m => passed || !Is(m)).Take(5).Select(m =>
            $"{m.Name}: {(m.IsStarted ? "started" : m.IsConnected ? "connected" : $"disconnected ({m.Lost})")}");
        return new StepOutcome(passed, string.Join("; ", told));
    }

    private bool Is(IMaster master) => State switch
    {
        "connected" => master.IsConnected,
        "started" => master.IsStarted,
        _ => !master.IsConnected,
    };
}
