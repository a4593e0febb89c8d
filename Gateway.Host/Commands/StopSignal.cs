using System.Runtime.InteropServices;

namespace Gateway.Host.Commands;

/// <summary>SIGTERM, SIGINT and Ctrl-C as a token: the program stops cleanly (H3).</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignal() =>
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(s => PosixSignalRegistration.Create(s, Stop))];

    public CancellationToken Token => _stop.Token;

    /// <summary>Waits for the signal, or for the time to pass.</summary>
    public async Task WaitAsync(TimeSpan longest)
    {
        try
        {
            await Task.Delay(longest, Token);
        }
        catch (OperationCanceledException)
        {
            // That is what was waited for.
        }
    }

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
