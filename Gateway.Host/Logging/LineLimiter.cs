using Gateway.Core.Observation;

namespace Gateway.Host.Logging;

/// <summary>
/// Keeps a peer that repeats itself from filling a log: of one kind of event and one peer so many lines a minute are written, the others are
/// counted and told as one. Bounded: of more peers than it holds all share one count.
/// </summary>
internal sealed class LineLimiter(TimeProvider time, Action<GroupEventKind, string, string> write)
{
    private const int LinesAMinute = 20;
    private const int MostPeers = 256;
    private const string Everybody = "several peers";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(GroupEventKind Kind, string Peer), Window> _windows = [];
    private long _nextLook;

    /// <summary>Writes the line, or counts it.</summary>
    public void Write(GroupEventKind kind, string peer, string what)
    {
        var now = time.GetTimestamp();
        if (now >= _nextLook)
        {
            EndWindows(now);
        }

        if (WindowOf(kind, peer, now).Count++ < LinesAMinute)
        {
            write(kind, peer, what);
        }
    }

    /// <summary>Tells what has been counted.</summary>
    public void Flush() => EndWindows(long.MaxValue);

    // A master's port changes with each connection: its address is what repeats.
    private static string AddressOf(string peer) => peer.LastIndexOf(':') is var colon and > 0 ? peer[..colon] : peer;

    private Window WindowOf(GroupEventKind kind, string peer, long now)
    {
        var key = (kind, AddressOf(peer));
        if (!_windows.TryGetValue(key, out var window))
        {
            if (_windows.Count >= MostPeers)
            {
                key = (kind, Everybody);
                _ = _windows.TryGetValue(key, out window);
            }

            window ??= _windows[key] = new Window(now + (long)(Period.TotalSeconds * time.TimestampFrequency));
            _nextLook = Math.Min(_nextLook, window.End);
        }

        return window;
    }

    private void EndWindows(long now)
    {
        _nextLook = long.MaxValue;
        foreach (var (key, window) in _windows)
        {
            if (now < window.End)
            {
                _nextLook = Math.Min(_nextLook, window.End);
                continue;
            }

            _ = _windows.Remove(key);
            if (window.Count > LinesAMinute)
            {
                write(key.Kind, key.Peer, $"{window.Count - LinesAMinute} more lines like it within a minute");
            }
        }
    }

    private sealed class Window(long end)
    {
        public long End { get; } = end;

        public int Count { get; set; }
    }
}
