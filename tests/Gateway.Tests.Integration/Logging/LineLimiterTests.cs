using Gateway.Core.Observation;
using Gateway.Host.Logging;

namespace Gateway.Tests.Integration.Logging;

/// <summary>A peer that repeats itself does not fill a log (O1).</summary>
[TestClass]
public sealed class LineLimiterTests
{
    private readonly List<string> _lines = [];
    private readonly HandClock _clock = new();

    [TestMethod, TestProperty("Rule", "O1")]
    public void Of_one_kind_and_peer_20_lines_a_minute_are_written_and_the_rest_is_told_as_one()
    {
        var limiter = Limiter();
        for (var n = 0; n < 100; n++)
        {
            limiter.Write(GroupEventKind.MasterConnected, $"Master: 10.1.1.7:{5000 + n}", "connected");
        }

        Assert.HasCount(20, _lines);
        _clock.Seconds += 61;
        limiter.Write(GroupEventKind.RtuLost, "RTU", "lost");
        Assert.AreEqual("MasterConnected Master: 10.1.1.7: 80 more lines like it within a minute", _lines[20]);
        Assert.AreEqual("RtuLost RTU: lost", _lines[21]);
        limiter.Write(GroupEventKind.MasterConnected, "Master: 10.1.1.7:7000", "connected");
        Assert.HasCount(23, _lines);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public void Another_peer_and_another_kind_are_written_as_ever()
    {
        var limiter = Limiter();
        for (var n = 0; n < 30; n++)
        {
            limiter.Write(GroupEventKind.MasterConnected, "Master: 10.1.1.7:1", "connected");
        }

        limiter.Write(GroupEventKind.MasterConnected, "Master: 10.1.1.8:1", "connected");
        limiter.Write(GroupEventKind.MasterLeft, "Master: 10.1.1.7:1", "left");
        Assert.HasCount(22, _lines);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public void More_peers_than_it_holds_share_one_count()
    {
        var limiter = Limiter();
        for (var n = 0; n < 10_000; n++)
        {
            limiter.Write(GroupEventKind.MasterConnected, $"Master: 10.1.{n / 250}.{n % 250}:1", "connected");
        }

        Assert.HasCount(256 + 20, _lines);
        limiter.Flush();
        Assert.Contains("MasterConnected several peers: 9724 more lines like it within a minute", _lines);
    }

    private LineLimiter Limiter() => new(_clock, (kind, peer, what) => _lines.Add($"{kind} {peer}: {what}"));

    private sealed class HandClock : TimeProvider
    {
        public long Seconds { get; set; } = 1000;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
