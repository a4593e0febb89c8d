using System.Net;

namespace Gateway.Host.Web;

/// <summary>
/// Slows down who guesses passwords: five tries of one address a minute, thirty of all addresses together. Bounded: of more addresses than it
/// holds all share one count.
/// </summary>
internal sealed class LoginThrottle(TimeProvider clock)
{
    private const int TriesOfOne = 5;
    private const int TriesOfAll = 30;
    private const int MostAddresses = 256;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly IPAddress Everybody = IPAddress.None;

    private readonly Lock _changing = new();
    private readonly Dictionary<IPAddress, (int Tries, DateTimeOffset Until)> _tries = [];

    /// <summary>How long it must wait; null: it may try.</summary>
    public TimeSpan? Wait(IPAddress? from)
    {
        lock (_changing)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            return WaitOf(from ?? Everybody, TriesOfOne, now) ?? WaitOf(Everybody, TriesOfAll, now);
        }
    }

    public void Tried(IPAddress? from)
    {
        lock (_changing)
        {
            var now = clock.GetUtcNow();
            Count(from is not null && (_tries.ContainsKey(from) || _tries.Count < MostAddresses) ? from : Everybody, now);
            if (from is not null)
            {
                Count(Everybody, now);
            }
        }
    }

    /// <summary>That try was none. Those before it were: who knows one password could guess at another's in between.</summary>
    public void Succeeded(IPAddress? from)
    {
        lock (_changing)
        {
            if (from is not null)
            {
                TakeBack(from);
            }

            TakeBack(Everybody);
        }
    }

    /// <summary>Whether this address alone must wait, whatever others do.</summary>
    public bool MustWait(IPAddress? from)
    {
        lock (_changing)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            return WaitOf(from ?? Everybody, TriesOfOne, now) is not null;
        }
    }

    private TimeSpan? WaitOf(IPAddress from, int tries, DateTimeOffset now) =>
        _tries.TryGetValue(from, out var failed) && failed.Tries >= tries ? failed.Until - now : null;

    private void Count(IPAddress from, DateTimeOffset now) =>
        _tries[from] = _tries.TryGetValue(from, out var failed) ? (failed.Tries + 1, failed.Until) : (1, now + Period);

    private void TakeBack(IPAddress from)
    {
        if (_tries.TryGetValue(from, out var failed) && failed.Tries > 0)
        {
            _tries[from] = (failed.Tries - 1, failed.Until);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (from, failed) in _tries)
        {
            _ = failed.Until <= now && _tries.Remove(from);
        }
    }
}
