using System.Diagnostics;
using Gateway.Simulator.Expectations;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Commands;

/// <summary>Prints what masters see, and holds what comes against what is expected.</summary>
internal sealed class MasterOutput : ISignalSink
{
    private readonly Lock _lock = new();
    private readonly Func<Signal, string> _format;
    private readonly (MasterExpectation Expectation, ExpectationWatch Watch)[] _watches;
    private readonly TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _asked;

    public MasterOutput(Func<Signal, string> format, IReadOnlyList<MasterExpectation> expectations, IReadOnlyList<MasterConfig> masters)
    {
        _format = format;
        _watches = [.. expectations.SelectMany(e => masters.Select(m => (e, new ExpectationWatch(m.Name, e.Conditions, e.Count))))];
    }

    public LastSignals Last { get; } = new();

    public void Seen(Signal signal)
    {
        lock (_lock)
        {
            Last.Seen(signal);
            Console.Out.WriteLine(_format(signal));
            foreach (var (expectation, watch) in _watches)
            {
                if (_asked is not { } asked || Stopwatch.GetElapsedTime(asked) <= expectation.Within)
                {
                    watch.See(signal);
                }
            }

            if (_watches.All(w => w.Watch.IsMet && !w.Expectation.Count.NeedsAllTime))
            {
                _ = _changed.TrySetResult();
            }
        }
    }

    /// <summary>Waits until everything is there that is expected, or no time is left for it.</summary>
    public async Task MetAsync(CancellationToken cancellation)
    {
        if (_watches.Length > 0)
        {
            lock (_lock)
            {
                _asked = Stopwatch.GetTimestamp();
            }

            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _ = await Task.WhenAny(_changed.Task, Task.Delay(_watches.Max(w => w.Expectation.Within), enough.Token));
            await enough.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What came of each expectation, at each master.</summary>
    /// <param name="lost">Masters that were not connected all the time: what they did not receive tells nothing.</param>
    public (string Text, string Seen, bool IsMet)[] Results(IReadOnlyCollection<string> lost)
    {
        lock (_lock)
        {
            return [.. _watches.Select(w => w.Expectation.Count.NeedsAllTime && lost.Contains(w.Watch.Station)
                ? (w.Expectation.Text, $"{w.Watch.Station} was not connected all the time, so what it did not receive tells nothing", false)
                : (w.Expectation.Text, w.Watch.Told(), w.Watch.IsMet && !w.Watch.IsBroken))];
        }
    }
}
