using System.Diagnostics;

namespace Gateway.Host.Logging;

/// <summary>How long the program waits for the disk when it ends, log files and audit together: one that hangs would keep it for ever.</summary>
internal sealed class EndLimit(TimeSpan most)
{
    private readonly Stopwatch _waited = new();

    public EndLimit()
        : this(TimeSpan.FromSeconds(1.5))
    {
    }

    /// <summary>Waits for a thread's end, as long as is left.</summary>
    /// <returns>False: it has not ended.</returns>
    public bool Join(Thread thread)
    {
        _waited.Start();
        var left = most - _waited.Elapsed;
        var hasEnded = thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        _waited.Stop();
        return hasEnded;
    }
}
