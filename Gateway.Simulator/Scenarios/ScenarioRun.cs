using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios;

/// <summary>A scenario under way, as its steps see it: the stations, the clock, what was seen.</summary>
public sealed class ScenarioRun(TimeProvider clock, SignalRecorder recorder, IReadOnlyList<IScenarioRtu> rtus, IReadOnlyList<IMaster> masters)
{
    // Connections tell nobody when they come and go.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly long _began = clock.GetTimestamp();
    private readonly List<(string Rtu, Task Task)> _sending = [];

    public TimeProvider Clock { get; } = clock;

    public SignalRecorder Recorder { get; } = recorder;

    public IReadOnlyList<IScenarioRtu> Rtus { get; } = rtus;

    public IReadOnlyList<IMaster> Masters { get; } = masters;

    public TimeSpan Elapsed => Clock.GetElapsedTime(_began);

    /// <summary>The number of the first signal since the last step that did something: where an <c>expect</c> begins to look.</summary>
    public int LastAction { get; set; }

    /// <summary>The same since the last <c>mark</c>: where <c>expect all signals</c> begins.</summary>
    public int Mark { get; set; }

    public IScenarioRtu Rtu(string name) => Rtus.First(r => r.Name == name);

    public IMaster Master(string name) => Masters.First(m => m.Name == name);

    /// <summary>Lets an RTU go on sending while the next steps run.</summary>
    public void InBackground(string rtu, Task sending) => _sending.Add((rtu, sending));

    /// <summary>Whether an RTU still sends in the background.</summary>
    public bool IsSending(string rtu) => _sending.Any(s => s.Rtu == rtu && !s.Task.IsCompleted);

    /// <summary>What is still sent in the background.</summary>
    public Task WhenSentAsync() => Task.WhenAll(_sending.Select(s => s.Task));

    public Task DelayAsync(TimeSpan time, CancellationToken cancellation) =>
        time <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(time, Clock, cancellation);

    /// <summary>Waits until it holds, looking again with every signal.</summary>
    /// <returns>False: it did not within the time.</returns>
    public async Task<bool> UntilAsync(Func<bool> holds, TimeSpan within, CancellationToken cancellation)
    {
        var until = Elapsed + within;
        while (true)
        {
            var changed = Recorder.Changed;
            if (holds())
            {
                return true;
            }

            var left = until - Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await changed.WaitAsync(left < Look ? left : Look, Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits for an answer, by this run's clock.</summary>
    /// <returns>False: it did not come within the time.</returns>
    public async Task<bool> WithinAsync(Task answer, TimeSpan within, CancellationToken cancellation)
    {
        await answer.WaitAsync(within, Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellation.ThrowIfCancellationRequested();
        return answer.IsCompleted;
    }
}
