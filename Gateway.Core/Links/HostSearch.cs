using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104;

namespace Gateway.Core.Links;

/// <summary>
/// Which of a group's hosts is tried when (S2): in order and round; after the loss of a link that was up, the next one after 1 s; after a round
/// in which no TCP connect succeeded, a pause that doubles from 1 s to 10 s, with jitter.
/// </summary>
internal sealed class HostSearch(ImmutableArray<RtuEndpoint> hosts, Random jitter)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private int _at;
    private int _failedInRound;
    private TimeSpan _pause = FirstPause;

    public RtuEndpoint Current => hosts[_at];

    /// <summary>A TCP connect has succeeded.</summary>
    public void Succeeded()
    {
        _failedInRound = 0;
        _pause = FirstPause;
    }

    /// <summary>A TCP connect has failed.</summary>
    /// <returns>When to try the next one.</returns>
    public Instant Failed(Instant now)
    {
        _at = (_at + 1) % hosts.Length;
        if (++_failedInRound < hosts.Length)
        {
            return now;
        }

        _failedInRound = 0;
        var wait = _pause * (0.9 + (0.2 * jitter.NextDouble()));
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return now + (wait < LongestPause ? wait : LongestPause);
    }

    /// <summary>A link that was up is lost.</summary>
    /// <returns>When to try the next one.</returns>
    public Instant Lost(Instant now)
    {
        _at = (_at + 1) % hosts.Length;
        _failedInRound = 0;
        return now + FirstPause;
    }
}
