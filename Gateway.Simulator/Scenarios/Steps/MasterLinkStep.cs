using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>connect m1</c>, <c>start every master within 10 s</c>: tried again until the time is over; <c>stop m1</c>, <c>disconnect m1</c>, <c>hold m1</c>, <c>release m1</c>.</summary>
internal sealed record MasterLinkStep(MasterLinkStep.What Does, IReadOnlyList<string> Masters, TimeSpan Within) : Step
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public enum What
    {
        Connect,
        Start,
        Stop,
        Disconnect,
        Hold,
        Release,
    }

    public override string Expected => $"done within {Wording.Text.Of(Within)}";

    public static Func<StepReader, Step> Reads(What what) => reader =>
    {
        var masters = reader.Masters();
        return new MasterLinkStep(what, masters, reader.Within("within"));
    };

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var faults = await Task.WhenAll(Masters.Select(name => DoneAsync(run, run.Master(name), cancellation)));
        string[] failed = [.. faults.OfType<string>()];
        return failed.Length == 0 ? StepOutcome.Done() : StepOutcome.Failed(string.Join("; ", failed));
    }

    private async Task<string?> DoneAsync(ScenarioRun run, IMaster master, CancellationToken cancellation)
    {
        var until = run.Elapsed + Within;
        while (true)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var why = $"{master.Name}: no answer";
            try
            {
                var doing = DoAsync(master, enough.Token);
                if (await run.WithinAsync(doing, until - run.Elapsed is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation))
                {
                    await doing;
                    return null;
                }

                await enough.CancelAsync();
            }
            catch (IOException e)
            {
                why = e.Message.StartsWith(master.Name, StringComparison.Ordinal) ? e.Message : $"{master.Name}: {e.Message}";
            }

            if (Does is not (What.Connect or What.Start) || run.Elapsed + Pause >= until)
            {
                return why;
            }

            await run.DelayAsync(Pause, cancellation);
        }
    }

    private Task DoAsync(IMaster master, CancellationToken cancellation) => Does switch
    {
        What.Connect => master.ConnectAsync(cancellation),
        What.Start => master.StartAsync(cancellation),
        What.Stop => master.StopAsync(cancellation),
        What.Disconnect => master.DisconnectAsync(),
        _ => master.HoldAcknowledgementAsync(Does == What.Hold),
    };
}
