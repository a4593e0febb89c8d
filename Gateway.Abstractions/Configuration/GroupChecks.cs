using Gateway.Iec104.Links;

namespace Gateway.Abstractions.Configuration;

/// <summary>What is allowed but seldom meant (C5), in words that fit every form of file; the loader knows the place.</summary>
public static class GroupChecks
{
    private const int StandardBufferSize = 1000;

    /// <summary>What is taken where a file gives no buffer size, or one below k.</summary>
    public static int BufferSizeFor(int k) => Math.Max(StandardBufferSize, k);

    /// <summary>Parameters of a link that do not go together.</summary>
    public static IEnumerable<SettingDoubt> Doubts(LinkConfig link)
    {
        if (link.W * 3 > link.K * 2)
        {
            yield return new SettingDoubt(
                nameof(LinkConfig.W),
                $"w {link.W} is above two thirds of k {link.K}: the peer may stand still until t2",
                link.K > 1 ? $"take w {link.K * 2 / 3} or less" : "take k 2 or more, and w 1");
        }

        if (link.T2 >= link.T1)
        {
            yield return new SettingDoubt(
                nameof(LinkConfig.T2),
                $"t2 {link.T2.TotalSeconds} is not below t1 {link.T1.TotalSeconds}: an acknowledgement may come too late",
                "take t2 below t1, for example 10 and 15");
        }

        var tested = link.T3 + link.T1;
        if (link.IdleTimeout != Timeout.InfiniteTimeSpan && link.IdleTimeout <= tested)
        {
            yield return new SettingDoubt(
                nameof(LinkConfig.IdleTimeout),
                $"idle time {link.IdleTimeout.TotalSeconds} is not above t3 + t1 = {tested.TotalSeconds}: a quiet connection is closed before TESTFR is confirmed",
                $"take {Math.Floor(tested.TotalSeconds) + 1} or more");
        }
    }
}
