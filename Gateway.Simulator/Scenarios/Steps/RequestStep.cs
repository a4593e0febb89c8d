using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>What masters ask, and the answer that they must get: <c>... from m1 expect negative within 5 s</c>.</summary>
internal abstract record RequestStep : Step
{
    private static readonly (string Word, RequestOutcome Outcome)[] Words =
    [
        ("positive", RequestOutcome.Positive), ("negative", RequestOutcome.Negative), ("unknown", RequestOutcome.Unknown), ("silence", RequestOutcome.TimedOut),
    ];

    public IReadOnlyList<string> Masters { get; init; } = [];

    /// <summary>The station; null: each master's own.</summary>
    public CommonAddress? Address { get; init; }

    public RequestOutcome Expect { get; init; } = RequestOutcome.Positive;

    public TimeSpan Within { get; init; } = StepReader.DefaultTime;

    /// <summary>One behind the other.</summary>
    public int Times { get; init; } = 1;

    public override string Expected => $"{OutcomeText.Of(Expect)} within {Wording.Text.Of(Within)}{(Times > 1 ? $", {Times} times" : "")}";

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(Masters.Select(name => AskAllAsync(run, run.Master(name), cancellation)));
        var failed = answers.Where(a => !a.Passed).ToArray();
        var shown = failed.Length > 0 ? failed : answers;
        return new StepOutcome(failed.Length == 0, string.Join("; ", shown.Take(5).Select(a => a.Seen)) + (shown.Length > 5 ? $"; and {shown.Length - 5} more" : ""));
    }

    /// <summary>What all of them may say at the end, in any order.</summary>
    /// <param name="reader">The line.</param>
    /// <param name="step">As it is so far.</param>
    /// <param name="own">Reads what is its own; null: it is not.</param>
    protected static TStep ReadRest<TStep>(StepReader reader, TStep step, Func<TStep, TStep?>? own = null)
        where TStep : RequestStep
    {
        var words = reader.Words;
        IReadOnlyList<string>? masters = null;
        while (!words.IsAtEnd)
        {
            if (words.TryTake("from"))
            {
                masters = reader.Masters();
            }
            else if (words.TryTake("ca"))
            {
                step = step with { Address = words.CommonAddress() };
            }
            else if (words.TryTake("within"))
            {
                step = step with { Within = words.Duration() };
            }
            else if (words.TryTake("expect"))
            {
                var word = words.Next("positive, negative, unknown or silence");
                var known = Words.FirstOrDefault(w => word.Is(w.Word));
                step = known.Word is null
                    ? throw new Wording.WordingException(word.Column, $"\"{word.Text}\" is no answer: positive, negative, unknown (cause 44..47) or silence")
                    : step with { Expect = known.Outcome };
            }
            else if (own?.Invoke(step) is { } changed)
            {
                step = changed;
            }
            else if (char.IsAsciiDigit(words.Peek()![0]))
            {
                step = step with { Times = (int)words.Number("how many times", 1, 1_000_000) };
                words.Take("times");
            }
            else
            {
                break;
            }
        }

        return step with { Masters = masters ?? reader.MastersBehind("from") };
    }

    /// <summary>Asks once.</summary>
    /// <returns>The answer, and what is to be said of it.</returns>
    protected abstract Task<(RequestOutcome Outcome, string Remark)> AskAsync(IMaster master, CommonAddress address, DateTime now);

    /// <summary>Whether what came is what must come, beyond the answer itself.</summary>
    protected virtual bool Suits(string remark) => true;

    private async Task<StepOutcome> AskAllAsync(ScenarioRun run, IMaster master, CancellationToken cancellation)
    {
        var seen = "";
        for (var time = 1; time <= Times; time++)
        {
            var began = run.Elapsed;
            try
            {
                var asking = AskAsync(master, Address ?? master.Address, run.Clock.GetLocalNow().DateTime);
                var (outcome, remark) = await run.WithinAsync(asking, Within, cancellation) ? await asking : (RequestOutcome.TimedOut, "");
                seen = $"{master.Name}: {OutcomeText.Of(outcome)}{(remark.Length > 0 ? $", {remark}" : "")}{(outcome == RequestOutcome.TimedOut ? "" : $" after {Wording.Text.Of(Rounded(run.Elapsed - began))}")}";
                if (outcome != Expect || !Suits(remark))
                {
                    return StepOutcome.Failed(seen + (Times > 1 ? $" (the {time}. time)" : ""));
                }
            }
            catch (IOException e)
            {
                return StepOutcome.Failed(e.Message);
            }
        }

        return StepOutcome.Done(Times > 1 ? $"{master.Name}: {Times} times {OutcomeText.Of(Expect)}" : seen);
    }

    private static TimeSpan Rounded(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds, time.TotalMilliseconds < 10 ? 1 : 0));
}
