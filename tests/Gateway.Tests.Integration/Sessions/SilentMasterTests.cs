using System.Net;
using Gateway.Core.Observation;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;
using static Gateway.Tests.Integration.Sessions.SessionBench;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>A master that says nothing any more is closed; a live one that has nothing to say is not (S11, L5).</summary>
[TestClass]
public sealed class SilentMasterTests
{
    [TestMethod, TestProperty("Rule", "S11")]
    public async Task Who_sends_nothing_for_the_idle_time_is_closed_and_who_answers_TESTFR_stays() =>
        await AssertClosedAsync(
            new LinkConfig { T3 = TimeSpan.FromSeconds(1), IdleTimeout = TimeSpan.FromSeconds(4) }, "No received data for 4 seconds .. disconnecting ..");

    [TestMethod, TestProperty("Rule", "L5")]
    public async Task A_half_open_master_that_never_sent_anything_is_closed_by_t3_and_t1() =>
        await AssertClosedAsync(
            new LinkConfig { T3 = TimeSpan.FromSeconds(1), T1 = TimeSpan.FromSeconds(2), T2 = TimeSpan.FromSeconds(1) },
            "t1: TESTFR act is not confirmed within 2 s (60870-5-104, 5.2)");

    private static async Task AssertClosedAsync(LinkConfig link, string why)
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.81"), 0));
        var config = Config(rtu.Local) with { Link = link };
        await using var bench = new SessionBench(config);
        using var silent = await ConnectAsync("127.0.0.3", config.Ports[0].Listen);
        await using var live = await ControllingStation.ConnectAsync(config.Ports[0].Listen, new ControllingOptions { LocalAddress = IPAddress.Parse("127.0.0.2") });
        CollectionAssert.AreEqual(new[] { TestFrAct }, await silent.EndAsync());
        await bench.ToldAsync(GroupEventKind.MasterLeft);
        CollectionAssert.AreEqual(new[] { $"Disconnected: {why}" }, bench.Lines(GroupEventKind.MasterLeft));
        Assert.IsFalse(live.Closed.IsCompleted);
        Assert.IsEmpty(bench.Lines(GroupEventKind.RtuLost));
    }
}
