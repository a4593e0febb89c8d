using Gateway.Simulator.Expectations;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>
/// <c>expect M_SP_TB_1 ioa 1001 = ON then ioa 1001 = OFF at every master within 5 s</c>: what stations must receive, since the last step that did
/// something; <c>expect no ... for 5 s</c>; <c>wait for command 45 on IOA 21001 within 5 s</c>, at any RTU.
/// </summary>
/// <param name="Conditions">In this order; more than one: each behind the one before.</param>
/// <param name="Stations">Who.</param>
/// <param name="IsAny">One of them is enough.</param>
/// <param name="Count">How often.</param>
internal sealed record ExpectStep(IReadOnlyList<Condition> Conditions, IReadOnlyList<string> Stations, bool IsAny, Tally Count, TimeSpan Within) : Step
{
    public override bool Acts => false;

    public override string Expected =>
        $"{Count.Text}{string.Join(", then ", Conditions)} at {(Stations.Count > 5 ? $"{Stations.Count} stations" : string.Join(IsAny ? " or " : ", ", Stations))} {(Count.NeedsAllTime ? "for" : "within")} {Wording.Text.Of(Within)}";

    public override bool Concerns(Frames.Signal signal) => Conditions.Any(c => c.IsNear(signal));

    public static Step Read(StepReader reader)
    {
        var words = reader.Words;
        if (words.Sees("all", "signals"))
        {
            return ExpectAllStep.Read(reader);
        }

        if (words.Sees("round"))
        {
            return ExpectRoundTripStep.Read(reader);
        }

        if (ExpectLinkStep.IsMeant(reader))
        {
            return ExpectLinkStep.Read(reader);
        }

        var count = Tally.Read(words);
        var conditions = ReadConditions(words);
        count = Tally.ReadBehind(words, count);
        words.Take("at");
        var stations = reader.SeesRtu() || words.Sees("every", "rtu") ? reader.Rtus() : reader.Masters();
        return new ExpectStep(conditions, stations, IsAny: false, count, reader.Within("within", "for"));
    }

    public static Step ReadWaitFor(StepReader reader)
    {
        var conditions = ReadConditions(reader.Words);
        if (!reader.Words.TryTake("at"))
        {
            return new ExpectStep(conditions, reader.RtusBehind(), IsAny: true, Tally.Once, reader.Within("within"));
        }

        var stations = reader.SeesRtu() || reader.Words.Sees("every", "rtu") ? reader.Rtus() : reader.Masters();
        return new ExpectStep(conditions, stations, IsAny: false, Tally.Once, reader.Within("within"));
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var began = run.Elapsed;
        var cursor = run.LastAction;
        ExpectationWatch[] watches = [.. Stations.Select(s => new ExpectationWatch(s, Conditions, Count))];
        IMaster[] masters = [.. run.Masters.Where(m => Count.NeedsAllTime && Stations.Contains(m.Name))];
        var deaf = new List<string>();
        bool Look()
        {
            // Who is not connected receives nothing, whatever is sent.
            deaf.AddRange(masters.Where(m => !m.IsConnected).Select(m => $"{m.Name} is not connected ({m.Lost}), so what it does not receive tells nothing"));
            if (deaf.Count > 0)
            {
                return true;
            }

            foreach (var signal in run.Recorder.From(cursor))
            {
                cursor++;
                foreach (var watch in watches)
                {
                    watch.See(signal);
                }
            }

            return IsAny ? watches.Any(w => w.IsMet) : watches.All(w => w.IsMet) || watches.Any(w => w.IsBroken);
        }

        // "No" and an exact number are only known when the time is over, or when there was one too many.
        _ = await run.UntilAsync(() => Look() && (!Count.NeedsAllTime || deaf.Count > 0 || watches.Any(w => w.IsBroken)), Within, cancellation);
        _ = deaf.Count > 0 || Look();
        if (deaf.Count > 0)
        {
            return StepOutcome.Failed(string.Join("; ", deaf.Take(5)));
        }

        var passed = IsAny ? watches.Any(w => w.IsMet) : watches.All(w => w.IsMet && !w.IsBroken);
        var told = watches.Where(w => passed ? w.IsMet : !w.IsMet || w.IsBroken).Take(IsAny && passed ? 1 : 5).Select(w => w.Told());
        var time = passed && !Count.NeedsAllTime ? $"after {Wording.Text.Of(TimeSpan.FromMilliseconds(Math.Round((run.Elapsed - began).TotalMilliseconds)))}: " : "";
        return new StepOutcome(passed, time + string.Join("; ", told));
    }

    private static List<Condition> ReadConditions(WordReader words)
    {
        var conditions = new List<Condition> { ConditionWords.Read(words) };
        while (words.TryTake("then"))
        {
            conditions.Add(ConditionWords.Read(words));
        }

        return conditions;
    }
}
