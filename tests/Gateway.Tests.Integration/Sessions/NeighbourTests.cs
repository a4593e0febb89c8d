using System.Net;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration.Kills;
using static Gateway.Tests.Integration.Sessions.SessionBench;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>What one group suffers is not felt in another (S1).</summary>
[TestClass]
public sealed class NeighbourTests
{
    private const int Events = 200;

    [TestMethod, TestProperty("Rule", "S1")]
    public async Task A_flood_and_a_stuck_master_in_one_group_do_not_disturb_another()
    {
        await using var flooding = new NumberedRtu("127.0.1.82");
        await using var quiet = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.83"), 0));
        var (first, second) = (Config(flooding.Station.Local) with { BufferSize = 100 }, Config(quiet.Local) with { Id = "2" });
        await using var bench = new SessionBench(first, second);
        await using var neighbour = await Scada.StartAsync("127.0.0.2", second.Ports[0].Listen);

        // One takes what it can get, one is stuck: its queue overflows, and it is closed.
        await using var good = new NumberedMaster("127.0.0.3", first.Ports[0].Listen.Port, w: 8);
        using var stuck = await ConnectAsync("127.0.0.4", first.Ports[0].Listen);
        await stuck.StartAsync();
        await Patience.UntilAsync(() => good.IsStarted, "the good one is started");
        flooding.Pause = false;
        for (var n = 0; n < Events; n++)
        {
            quiet.Set(StationAddress, new InformationObjectAddress(1), n);
            await neighbour.GetsAsync($"IOA 1 = {n} ");
        }

        await bench.ToldAsync(GroupEventKind.MasterClosed);
        Assert.Contains("too slow", bench.Lines(GroupEventKind.MasterClosed)[0]);
        Assert.IsFalse(neighbour.Station.Closed.IsCompleted);
        Assert.AreEqual(Events, neighbour.Got.Count(g => g.StartsWith("M_ME_TF_1", StringComparison.Ordinal)));
        Assert.HasCount(1, bench.Lines(GroupEventKind.RtuConnected, group: "2"));
        Assert.IsEmpty(bench.Lines(GroupEventKind.RtuLost, group: "2"));
    }
}
