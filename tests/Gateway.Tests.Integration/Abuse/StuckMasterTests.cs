using Gateway.Tests.Integration.Kills;
using Gateway.Tests.Integration.Program;

namespace Gateway.Tests.Integration.Abuse;

/// <summary>A master whose program hangs: it stops reading, and its socket and the gateway's fill up. Nobody else notices.</summary>
[TestClass]
public sealed class StuckMasterTests
{
    private const string LogFile = "1-stuck.log";
    private const int LargeEvent = 48;
    private const int MostMebioctets = 200;

    [TestMethod, TestProperty("Rule", "D5"), TestProperty("Rule", "D6")]
    public async Task Beside_a_master_that_does_not_read_a_good_one_loses_nothing_and_the_stuck_one_is_closed_when_its_queue_is_full()
    {
        await using var rtu = new NumberedRtu("127.0.1.202", LargeEvent);
        await AssertClosedAsync(rtu, "any", t1: 60, "closed: too slow: 2000 APDUs wait for it (buffsize); it must connect anew and interrogate");
    }

    // The RTU's own k is large here: the stuck master's socket is full before the RTU has to wait for it.
    [TestMethod, TestProperty("Rule", "D2")]
    public async Task Where_all_must_acknowledge_a_master_that_does_not_read_is_closed_before_the_RTU_gives_up()
    {
        await using var rtu = new NumberedRtu("127.0.1.203", LargeEvent, k: 1000);
        await AssertClosedAsync(rtu, "all", t1: 5, "closed: it has not acknowledged an event within 4 s (0.8 x t1); its t2 is too long, or it hangs");
    }

    private static async Task AssertClosedAsync(NumberedRtu rtu, string acknowledge, int t1, string line)
    {
        var port = FreePort.Next();
        using var gateway = GatewayProgram.StartWith("stations.json", Configuration(rtu, port, acknowledge, t1), "-n", "-i", "stations.json");
        await using var good = new NumberedMaster("127.0.0.2", port, w: 1);
        await using var stuck = new DeafMaster("127.0.0.3", port);
        await Patience.UntilAsync(() => good.IsStarted && stuck.IsStarted, "both masters are started");
        var connections = good.Connections;
        stuck.StopReading();
        rtu.Pause = false;
        await Patience.UntilAsync(() => HasLogged(gateway, "Master: 127.0.0.3:", line), line);

        // Whoever is left goes on.
        var last = rtu.Last;
        await Patience.UntilAsync(() => good.Has(last + 100), "events go on");
        rtu.Pause = true;
        await Patience.UntilAsync(() => good.Has(rtu.Last), "the last event is with the good master");
        Assert.IsEmpty(Enumerable.Range(1, rtu.Last).Where(n => !good.Has(n)));
        Assert.AreEqual(connections, good.Connections, gateway.Log(LogFile));
        Assert.AreEqual(0, good.OutOfOrder + good.Duplicates);
        Assert.IsLessThan(MostMebioctets, gateway.Process.PeakMebioctets());
        Assert.AreEqual(0, await gateway.Process.StopAsync());
    }

    // Its lines are written behind what happens.
    private static bool HasLogged(GatewayProgram gateway, string peer, string line) =>
        File.Exists(Path.Combine(gateway.Folder, "log", LogFile))
        && gateway.Log(LogFile).Split('\n').Any(l => l.Contains(peer, StringComparison.Ordinal) && l.Contains(line, StringComparison.Ordinal));

    private static string Configuration(NumberedRtu rtu, int port, string acknowledge, int t1) =>
        $$"""
        {
          "groups": [
            {
              "id": "1", "name": "stuck", "hosts": ["{{rtu.Station.Local}}"], "commonAddress": 7, "acknowledge": "{{acknowledge}}",
              "k": 1000, "t1": {{t1}}, "t2": 1, "t3": {{t1}}, "bufferSize": 2000, "logEvents": true, "ports": [ { "port": {{port}} } ]
            }
          ]
        }
        """;
}
