using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Web;

/// <summary>Who is logged in: in memory alone, bounded, forgotten after 12 h without a request and after 7 days.</summary>
internal sealed class Sessions(TimeProvider clock)
{
    private const int Most = 256;
    private static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>256 random bits.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether two secrets are alike; how long it takes does not tell where they differ.</summary>
    public static bool IsSame(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    /// <returns>The session's key.</returns>
    public string Begin(WebUser user)
    {
        var key = NewToken();
        _ = Begin(user, key);
        return key;
    }

    public Caller Begin(WebUser user, string key)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, session) in _sessions)
        {
            _ = IsOver(session, now) && _sessions.TryRemove(old, out _);
        }

        if (_sessions.Count >= Most)
        {
            _ = _sessions.TryRemove(_sessions.MinBy(s => s.Value.LastSeen).Key, out _);
        }

        var caller = new Caller(user.Name, user.Role, NewToken());
        _sessions[key] = new Session(caller, now) { LastSeen = now };
        return caller;
    }

    public Caller? Find(string? key)
    {
        var now = clock.GetUtcNow();
        if (key is null || !_sessions.TryGetValue(key, out var session))
        {
            return null;
        }

        if (IsOver(session, now))
        {
            End(key);
            return null;
        }

        session.LastSeen = now;
        return session.Caller;
    }

    public void End(string? key) => _ = key is not null && _sessions.TryRemove(key, out _);

    private static bool IsOver(Session session, DateTimeOffset now) => now - session.LastSeen > LongestIdle || now - session.Began > Longest;

    private sealed class Session(Caller caller, DateTimeOffset began)
    {
        public Caller Caller { get; } = caller;

        public DateTimeOffset Began { get; } = began;

        public DateTimeOffset LastSeen { get; set; }
    }
}
