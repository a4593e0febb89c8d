using System.Net;
using Gateway.Tests.Integration.Kills;
using Gateway.Tests.Integration.Program;

namespace Gateway.Tests.Integration.Abuse;

/// <summary>Whatever some peers do, a good master beside them loses nothing and stays; memory and log stay bounded.</summary>
[TestClass]
public sealed class AbuseTests
{
    private const int MostMebioctets = 200;
    private const int MostLogLines = 2000;

    [TestMethod, TestProperty("Rule", "S1"), TestProperty("Rule", "S12"), TestProperty("Rule", "L1"), TestProperty("Rule", "L6"), TestProperty("Rule", "D6"), TestProperty("Rule", "O1")]
    public async Task A_good_master_beside_bad_peers_loses_nothing_and_stays()
    {
        await using var rtu = new NumberedRtu("127.0.1.200");
        await using var flapping = new NumberedRtu("127.0.1.201");
        var (port, otherPort) = (FreePort.Next(), FreePort.Next());
        using var gateway = GatewayProgram.Start(
            $"""
            iec104MM2SS-1port-v1.0
            1,good,{port},7,255,600,15,10,20,8,12,5000,Y,all,{rtu.Station.Local},
            2,flapping,{otherPort},7,20,600,15,10,20,8,12,5000,Y,all,{flapping.Station.Local},
            """,
            "-n",
            "-i",
            "stations.csv");
        await using var good = new NumberedMaster("127.0.0.2", port, w: 8);
        await using var other = new NumberedMaster("127.0.0.2", otherPort, w: 8);
        await Patience.UntilAsync(() => good.IsStarted && other.IsStarted, "both masters are started");
        rtu.Pause = flapping.Pause = false;

        var bad = new Abuser(IPAddress.Parse("127.0.0.66"), port);
        using (await bad.SilenceAsync(150))
        {
            await Task.WhenAll(
                bad.GarbageAsync(50),
                bad.SingleOctetsAsync(20),
                bad.HalfApdusAsync(200),
                bad.ConnectsAsync(1000),
                bad.TestFramesAsync(5),
                FlapAsync(flapping, times: 20));

            // More than there are seats.
            using var many = await bad.SilenceAsync(350);
            rtu.Pause = flapping.Pause = true;
            await Patience.UntilAsync(() => rtu.Last > 0 && good.Has(rtu.Last), "the last event is with the good master");
        }

        Assert.IsEmpty(Enumerable.Range(1, rtu.Last).Where(n => !good.Has(n)));
        Assert.AreEqual(1, good.Connections);
        Assert.AreEqual(0, good.OutOfOrder + good.Duplicates);
        Assert.IsGreaterThan(500, bad.Connections);
        Assert.IsLessThan(MostMebioctets, gateway.Process.PeakMebioctets());
        Assert.AreEqual(0, await gateway.Process.StopAsync());
        var lines = gateway.Log("1-good.log").Split('\n');
        Assert.IsLessThan(MostLogLines, lines.Length);
        Assert.Contains(l => l.Contains("Master: 127.0.0.66: ", StringComparison.Ordinal) && l.Contains("more lines like it", StringComparison.Ordinal), lines);
    }

    private static async Task FlapAsync(NumberedRtu rtu, int times)
    {
        for (var n = 0; n < times; n++)
        {
            await rtu.Station.DropConnectionsAsync();
            await Patience.UntilAsync(async () => (await rtu.Station.MastersAsync()).Connected > 0, "the gateway has come back");
        }
    }
}
