using System.Net;

namespace Gateway.Plugins.Ntp;

/// <summary>
/// Which servers have refused, and until when each is left alone: 30 minutes after the first refusal, twice as long after each further one, a day at most. A good
/// reply makes it forgotten. Bounded. Thread-safe.
/// </summary>
internal sealed class KissBook(TimeProvider time)
{
    public static readonly TimeSpan First = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private const int MostEntries = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPEndPoint, (TimeSpan Pause, long Since)> _entries = [];

    /// <summary>How long it is still to be left alone; null: it may be asked.</summary>
    public TimeSpan? PauseOf(IPEndPoint server)
    {
        lock (_lock)
        {
            var left = _entries.TryGetValue(server, out var entry) ? entry.Pause - time.GetElapsedTime(entry.Since) : TimeSpan.Zero;
            return left > TimeSpan.Zero ? left : null;
        }
    }

    public void Refused(IPEndPoint server)
    {
        lock (_lock)
        {
            var known = _entries.TryGetValue(server, out var entry);
            if (!known && _entries.Count >= MostEntries)
            {
                _ = _entries.Remove(_entries.MinBy(e => e.Value.Since).Key);
            }

            var pause = known ? entry.Pause * 2 : First;
            _entries[server] = (pause < Longest ? pause : Longest, time.GetTimestamp());
        }
    }

    public void Answered(IPEndPoint server)
    {
        lock (_lock)
        {
            _ = _entries.Remove(server);
        }
    }
}
