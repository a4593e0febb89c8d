using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>send index 7 from A for 60 s in background</c>: the rows of an index group, with their pauses and conditions.</summary>
internal sealed record SendIndexStep(int Index, IReadOnlyList<string> Rtus, TimeSpan? RepeatFor, bool InBackground) : Step
{
    public static Step Read(StepReader reader)
    {
        var words = reader.Words;
        words.Take("index");
        var index = (int)words.Number("an index", 0, int.MaxValue);
        var rtus = reader.RtusBehind("from");
        TimeSpan? repeat = words.TryTake("for") ? words.Duration() : null;
        return new SendIndexStep(index, rtus, repeat, Background.Read(words));
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var sending = new List<Task<SendResult>>();
        foreach (var name in Rtus)
        {
            var one = run.Rtu(name).SendIndexAsync(Index, RepeatFor, cancellation);
            sending.Add(one);
            run.InBackground(name, one);
        }

        if (InBackground)
        {
            var without = Rtus.Where(name => Index != 0 && run.Rtu(name).Rows.All(r => r.Index != Index)).ToArray();
            return without.Length == 0 ? StepOutcome.Done("sending") : StepOutcome.Failed($"no row of {string.Join(", ", without)} with index {Index}");
        }

        var results = await Task.WhenAll(sending);
        var (sent, notSent) = (results.Sum(r => r.Sent), results.Sum(r => r.NotSent));
        var seen = $"{Wording.Text.Count(sent, "signal")} sent{(notSent > 0 ? $", {notSent} not sent: their condition was not met" : "")}";
        return sent > 0 || notSent > 0 ? StepOutcome.Done(seen) : StepOutcome.Failed($"no row with index {Index}");
    }
}
