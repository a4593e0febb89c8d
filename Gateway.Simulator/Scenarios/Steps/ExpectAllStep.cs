using Gateway.Simulator.Expectations;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>
/// <c>expect all signals of rtu A at every master within 60 s</c>: every event that it has sent since the last <c>mark</c>, none lost, in its order;
/// duplicates are counted, and a fault with <c>no duplicates</c>.
/// </summary>
internal sealed record ExpectAllStep(IReadOnlyList<string> Rtus, IReadOnlyList<string> Masters, bool AnyOrder, bool NoDuplicates, TimeSpan Within) : Step
{
    /// <summary>How long it looks on for duplicates behind the last signal.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    public override bool Acts => false;

    public override string Expected =>
        $"all signals of {string.Join(", ", Rtus)} at {(Masters.Count > 5 ? $"{Masters.Count} masters" : string.Join(", ", Masters))} within {Wording.Text.Of(Within)}: 0 lost{(AnyOrder ? "" : ", order kept")}{(NoDuplicates ? ", no duplicates" : "")}";

    public static Step Read(StepReader reader)
    {
        var words = reader.Words;
        words.Take("all");
        words.Take("signals");
        var rtus = reader.RtusBehind("of");
        words.Take("at");
        var step = new ExpectAllStep(rtus, reader.Masters(), AnyOrder: false, NoDuplicates: false, TimeSpan.FromSeconds(60));
        while (!words.IsAtEnd)
        {
            if (words.TryTake("any"))
            {
                words.Take("order");
                step = step with { AnyOrder = true };
            }
            else if (words.TryTake("no"))
            {
                words.Take("duplicates");
                step = step with { NoDuplicates = true };
            }
            else if (words.TryTake("within"))
            {
                step = step with { Within = words.Duration() };
            }
            else
            {
                break;
            }
        }

        return step;
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var began = run.Elapsed;
        var cursor = run.Mark;
        var check = new DeliveryCheck(
            [.. Rtus.Select(name => (name, run.Rtu(name).Number))],
            [.. Masters.Select(name => (name, run.Master(name).Address))]);
        bool Look()
        {
            foreach (var signal in run.Recorder.From(cursor))
            {
                cursor++;
                check.See(signal);
            }

            return check.IsComplete && !Rtus.Any(run.IsSending);
        }

        if (await run.UntilAsync(Look, Within, cancellation) && NoDuplicates)
        {
            // One that comes a moment later is one, too.
            _ = await run.UntilAsync(() => Look() && check.Results().Any(m => m.Duplicates > 0), Quiet, cancellation);
        }

        _ = Look();
        var told = check.Results();
        var passed = check.Sent > 0 && !Rtus.Any(run.IsSending)
            && told.All(m => m.Lost == 0 && (AnyOrder || m.OutOfOrder == 0) && (!NoDuplicates || m.Duplicates == 0));
        var shown = told.Where(m => passed || m.Lost > 0 || m.OutOfOrder > 0 || m.Duplicates > 0 || check.Sent == 0).Take(5).Select(m => m.ToString());
        return new StepOutcome(
            passed,
            $"{Wording.Text.Count(check.Sent, "signal")} sent{(Rtus.Any(run.IsSending) ? ", and still sending" : "")}, {Wording.Text.Of(TimeSpan.FromMilliseconds(Math.Round((run.Elapsed - began).TotalMilliseconds)))}; {string.Join("; ", shown)}");
    }
}
