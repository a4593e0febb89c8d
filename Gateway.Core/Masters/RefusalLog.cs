using System.Net;
using Gateway.Iec104;

namespace Gateway.Core.Masters;

/// <summary>
/// Merges repeated refusals of one address and reason into one line (S12): the first is told at once, the others once a minute as a
/// number. Bounded: of more addresses than it holds the oldest is told and forgotten.
/// </summary>
internal sealed class RefusalLog(Action<string> tell)
{
    private const int Capacity = 64;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(IPAddress From, string Why), Entry> _entries = [];

    public Instant Deadline { get; private set; } = Instant.Never;

    public void Refused(IPAddress from, string why, Instant now)
    {
        if (_entries.TryGetValue((from, why), out var entry))
        {
            entry.More++;
            return;
        }

        if (_entries.Count >= Capacity)
        {
            var (oldest, old) = _entries.MinBy(e => e.Value.Until.Ticks);
            TellMore(oldest, old);
            _ = _entries.Remove(oldest);
        }

        _entries[(from, why)] = new Entry { Until = now + Period };
        Deadline = Instant.Min(Deadline, now + Period);
        tell($"refused {from}: {why}");
    }

    public void Expire(Instant now)
    {
        if (now < Deadline)
        {
            return;
        }

        Deadline = Instant.Never;
        foreach (var (key, entry) in _entries)
        {
            if (now < entry.Until)
            {
                Deadline = Instant.Min(Deadline, entry.Until);
                continue;
            }

            TellMore(key, entry);
            if (entry.More == 0)
            {
                _ = _entries.Remove(key);
                continue;
            }

            entry.More = 0;
            entry.Until = now + Period;
            Deadline = Instant.Min(Deadline, entry.Until);
        }
    }

    /// <summary>Tells what has been counted, before the group ends.</summary>
    public void Flush()
    {
        foreach (var (key, entry) in _entries)
        {
            TellMore(key, entry);
        }

        _entries.Clear();
        Deadline = Instant.Never;
    }

    private void TellMore((IPAddress From, string Why) key, Entry entry)
    {
        if (entry.More > 0)
        {
            tell($"refused {entry.More} more from {key.From}: {key.Why}");
        }
    }

    private sealed class Entry
    {
        public Instant Until { get; set; }

        public long More { get; set; }
    }
}
