using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>send 10000 signals from rtu A at 500 per second</c>: an avalanche over all points of an RTU, each time with another value.</summary>
internal sealed record SendManyStep(int Count, IReadOnlyList<string> Rtus, double PerSecond, bool InBackground) : Step
{
    private static readonly ElementKind[] Movable =
        [ElementKind.Siq, ElementKind.Diq, ElementKind.Vti, ElementKind.Nva, ElementKind.Sva, ElementKind.ShortFloat, ElementKind.Bcr];

    public static Step Read(StepReader reader)
    {
        var words = reader.Words;
        var count = (int)words.Number("a number of signals", 1, SignalRecorder.Most);
        if (!words.TryTake("signals", "signal"))
        {
            throw words.Fault("\"signals\"");
        }

        var rtus = reader.RtusBehind("from");
        return new SendManyStep(count, rtus, Pace.Read(words), Background.Read(words));
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var sending = new List<Task>();
        foreach (var name in Rtus)
        {
            var one = SendAsync(run, run.Rtu(name), cancellation);
            sending.Add(one);
            run.InBackground(name, one);
        }

        if (InBackground && !sending.Any(s => s.IsFaulted))
        {
            return StepOutcome.Done("sending");
        }

        await Task.WhenAll(sending);
        return StepOutcome.Done($"{Wording.Text.Count((long)Count * Rtus.Count, "signal")} sent");
    }

    private async Task SendAsync(ScenarioRun run, IScenarioRtu rtu, CancellationToken cancellation)
    {
        SignalRow[] rows = [.. rtu.Rows.Where(r => KindOf(r.Type) is { } kind && Movable.Contains(kind))];
        if (rows.Length == 0)
        {
            throw new IOException($"RTU {rtu.Name} has no points to send: give it some, as \"signal 1 M_SP_TB_1 ioa 1001 = OFF\"");
        }

        var began = run.Elapsed;
        for (var number = 0; number < Count; number++)
        {
            if (PerSecond > 0)
            {
                await run.DelayAsync(began + TimeSpan.FromSeconds(number / PerSecond) - run.Elapsed, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            var row = rows[number % rows.Length];
            await rtu.SendAsync(row.Type, row.Object, Value(KindOf(row.Type)!.Value, number, number / rows.Length), Quality.Good, Cause.Spontaneous);
        }
    }

    private static ElementKind? KindOf(TypeIdentification type) =>
        type < TypeIdentification.C_SC_NA_1 && TypeTable.Find(type) is { Elements: [var first, ..] } ? first : null;

    // Another one in each round, so that each signal is a change.
    private static SignalValue Value(ElementKind kind, int number, int round) => kind switch
    {
        ElementKind.Siq => (round + 1) % 2,
        ElementKind.Diq => 2 - (round % 2),
        ElementKind.Vti => (number % 127) - 63,
        ElementKind.Nva => ((number % 60_000) - 30_000) / 32768.0,
        ElementKind.Sva => (number % 60_000) - 30_000,
        _ => number,
    };
}
