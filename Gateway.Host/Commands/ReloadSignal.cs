using System.Runtime.InteropServices;

namespace Gateway.Host.Commands;

/// <summary>SIGHUP, one after the other: the configuration file has changed (C6). Several that come meanwhile are one.</summary>
internal sealed class ReloadSignal : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);
    private readonly PosixSignalRegistration? _signal;

    public ReloadSignal()
    {
        // On Windows it is the window that is closed.
        if (!OperatingSystem.IsWindows())
        {
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ask);
        }
    }

    /// <summary>Somebody else wants it.</summary>
    public void Ask()
    {
        try
        {
            _ = _asked.Release();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <summary>False: the program is to stop.</summary>
    public async Task<bool> WaitAsync(CancellationToken stop)
    {
        try
        {
            await _asked.WaitAsync(stop);
            while (_asked.Wait(0, CancellationToken.None))
            {
                // One reload takes over all that was asked before it.
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _signal?.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = true;
        Ask();
    }
}
