using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>expect round trips of m1 p99 below 200 ms</c>: what its confirmed requests took, since the scenario's beginning.</summary>
internal sealed record ExpectRoundTripStep(IReadOnlyList<string> Masters, string Which, TimeSpan Below) : Step
{
    private static readonly string[] Kinds = ["median", "p99", "max"];

    public override bool Acts => false;

    public override bool Concerns(Frames.Signal signal) => false;

    public override string Expected => $"{Which} below {Wording.Text.Of(Below)}";

    public static Step Read(StepReader reader)
    {
        var words = reader.Words;
        words.Take("round");
        words.Take("trips");
        var masters = words.TryTake("of") ? reader.Masters() : reader.EveryMaster();
        var which = Kinds.FirstOrDefault(words.Sees) ?? throw words.Fault("median, p99 or max");
        words.Take(which);
        words.Take("below");
        return new ExpectRoundTripStep(masters, which, words.Duration());
    }

    public override Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var results = Masters.Select(name => (Name: name, Snapshot: run.Master(name).RoundTrips.Snapshot())).ToArray();
        var passed = results.All(r => r.Snapshot is { } s && Of(s) < Below);
        var told = results.Where(r => passed || r.Snapshot is not { } s || Of(s) >= Below).Take(5).Select(r => $"{r.Name}: {r.Snapshot?.ToString() ?? "no request was confirmed"}");
        return Task.FromResult(new StepOutcome(passed, string.Join("; ", told)));
    }

    private TimeSpan Of(RoundTripSnapshot snapshot) => Which switch { "median" => snapshot.Median, "p99" => snapshot.P99, _ => snapshot.Most };
}
