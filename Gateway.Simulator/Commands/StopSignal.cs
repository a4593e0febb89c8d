using System.Runtime.InteropServices;

namespace Gateway.Simulator.Commands;

/// <summary>Ctrl-C, SIGTERM, or the end of a time.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignal(TimeSpan? after)
    {
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(s => PosixSignalRegistration.Create(s, Stop))];
        if (after is { } time)
        {
            _stop.CancelAfter(time);
        }
    }

    public CancellationToken Token => _stop.Token;

    public async Task WaitAsync() => await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.Cancel();
    }
}
