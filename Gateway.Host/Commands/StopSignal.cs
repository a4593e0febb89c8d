using System.Runtime.InteropServices;

namespace Gateway.Host.Commands;

/// <summary>
/// SIGTERM, SIGINT and Ctrl-C as a token: the program stops cleanly (H3). On Windows also when its window is closed, or the machine shuts down:
/// there the process ends with the handler, which therefore waits.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly PosixSignal[] Everywhere = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
    private static readonly PosixSignal[] Windows = [.. Everywhere, PosixSignal.SIGHUP];
    private static readonly TimeSpan WindowsWaits = TimeSpan.FromSeconds(4.5);

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignal() => _signals = [.. (OperatingSystem.IsWindows() ? Windows : Everywhere).Select(s => PosixSignalRegistration.Create(s, Stop))];

    public CancellationToken Token => _stop.Token;

    /// <summary>Somebody else wants it.</summary>
    public void Ask()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

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
        _ended.Set();
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Ask();
        if (OperatingSystem.IsWindows() && context.Signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM)
        {
            _ = _ended.Wait(WindowsWaits);
        }
    }
}
