using System.Collections.Immutable;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Scenarios.Steps;

namespace Gateway.Simulator.Scenarios;

/// <summary>Runs a scenario's steps one after the other. A step that fails does not end it: what comes after it is worth knowing, too.</summary>
public sealed class ScenarioRunner(TimeProvider clock)
{
    private const int FramesShown = 60;

    private const int FramesShownOfPassed = 16;

    /// <summary>What stands before a step's own in its report.</summary>
    internal const int FramesBefore = 5;

    /// <summary>Told when a step begins (null) and when it is over.</summary>
    public Action<Step, StepResult?>? Progress { get; init; }

    /// <summary>Gets every signal besides the recorder.</summary>
    public ISignalSink? Log { get; init; }

    /// <summary>Opens the scenario's stations, runs it, and closes them.</summary>
    /// <exception cref="IOException">A port cannot be had; the message says why.</exception>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken cancellation = default)
    {
        var recorder = new SignalRecorder();
        ISignalSink sink = Log is null ? recorder : new TwoSinks(recorder, Log);
        var rtus = new List<IScenarioRtu>();
        var masters = new List<IMaster>();
        try
        {
            foreach (var rtu in scenario.Rtus)
            {
                rtus.Add(new ScenarioRtu(SimulatedRtu.Start(rtu.Config, rtu.Signals, sink, clock), rtu.Signals));
            }

            masters.AddRange(scenario.Masters.Select(m => new SimulatedMaster(m, sink)));
            return await RunAsync(scenario, recorder, rtus, masters, cancellation);
        }
        finally
        {
            await Task.WhenAll(masters.Select(m => m.DisposeAsync().AsTask()));
            await Task.WhenAll(rtus.Select(r => r.DisposeAsync().AsTask()));
        }
    }

    /// <summary>Runs it with these stations, which tell the recorder.</summary>
    public async Task<ScenarioResult> RunAsync(
        Scenario scenario, SignalRecorder recorder, IReadOnlyList<IScenarioRtu> rtus, IReadOnlyList<IMaster> masters, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var began = clock.GetLocalNow();
        var run = new ScenarioRun(clock, recorder, rtus, masters);
        var results = new List<StepResult>();
        foreach (var step in scenario.Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            try
            {
                results.Add(await RunAsync(run, step, ending.Token));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }

            Progress?.Invoke(step, results[^1]);
        }

        await ending.CancelAsync();
        try
        {
            await run.WhenSentAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The scenario is over; what was still sent in the background is not waited for.
        }

        return new ScenarioResult(
            scenario,
            began,
            run.Elapsed,
            [.. results],
            masters.Select(m => (m.Name, Snapshot: m.RoundTrips.Snapshot())).Where(m => m.Snapshot is not null)
                .ToImmutableSortedDictionary(m => m.Name, m => m.Snapshot!, StringComparer.Ordinal),
            recorder.Count + recorder.Dropped);
    }

    private async Task<StepResult> RunAsync(ScenarioRun run, Step step, CancellationToken cancellation)
    {
        if (step.At is { } at)
        {
            await run.DelayAsync(at - run.Elapsed, cancellation);
        }

        Progress?.Invoke(step, null);
        var first = run.Recorder.Count;
        if (step.Acts)
        {
            run.LastAction = first;
        }

        var started = run.Elapsed;
        StepOutcome outcome;
        try
        {
            outcome = await step.RunAsync(run, cancellation);
        }
        catch (IOException e)
        {
            outcome = StepOutcome.Failed(e.Message);
        }
#pragma warning disable CA1031 // A defect must not cost the report of the steps before it.
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            outcome = StepOutcome.Failed($"defect: {e.Message}");
        }
#pragma warning restore CA1031

        if (!step.Acts && run.Recorder.Dropped > 0)
        {
            // Nobody knows what it would have seen.
            outcome = StepOutcome.Failed($"{outcome.Seen}; {run.Recorder.Dropped} signals were not kept: a scenario keeps {SignalRecorder.Most}, write \"mark\" more often or make it shorter");
        }

        var took = run.Elapsed - started;
        if (outcome.Passed)
        {
            var seen = run.Recorder.From(step.Acts ? first : run.LastAction).Where(step.Concerns).ToArray();
            return new StepResult(step, started, took, Passed: true, outcome.Seen, [.. seen.Take(FramesShownOfPassed)], Math.Max(0, seen.Length - FramesShownOfPassed));
        }

        // Of many those count that the step is about.
        var around = run.Recorder.From(Math.Max(0, Math.Min(first, run.LastAction) - FramesBefore));
        var concerned = around.Length > FramesShown ? around.Where(step.Concerns).ToArray() : around;
        var shown = (concerned.Length > 0 ? concerned : around).TakeLast(FramesShown).ToImmutableArray();
        return new StepResult(step, started, took, Passed: false, outcome.Seen, shown, around.Length - shown.Length);
    }
}
