using Gateway.Core.Observation;
using Gateway.Iec104.Links;
using static Gateway.Tests.Integration.Sessions.SessionBench;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>The masters of an RTU that is lost (S4).</summary>
[TestClass]
public sealed class RtuLossTests
{
    [TestMethod, TestProperty("Rule", "S4")]
    public async Task Masters_are_disconnected_when_the_RTU_goes()
    {
        using var rtu = new WireRtu("127.0.1.74");
        rtu.Listen();
        var config = Config(rtu.Local);
        await using var bench = new SessionBench(config);
        using var gateway = await rtu.AcceptAsync();
        using var started = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        using var stopped = await ConnectAsync("127.0.0.3", config.Ports[0].Listen);
        await started.StartAsync();
        Assert.IsTrue(await stopped.IsServedAsync());
        gateway.Dispose();
        Assert.IsEmpty(await started.EndAsync());
        Assert.IsEmpty(await stopped.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "S4")]
    public async Task What_is_queued_is_written_before_a_master_is_disconnected()
    {
        using var rtu = new WireRtu("127.0.1.74");
        rtu.Listen();

        // k = 1: an APDU goes out when the master has acknowledged the one before it.
        var config = Config(rtu.Local) with { Link = LinkConfig.Default with { K = 1, W = 1 } };
        await using var bench = new SessionBench(config);
        using var gateway = await rtu.AcceptAsync();
        using var master = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        await master.StartAsync();
        await gateway.ExpectAsync(StartDtAct);
        await gateway.SendAsync(StartDtCon);
        await gateway.SendAsync(Event(0, point: 100));
        await gateway.SendAsync(Event(1, point: 101));
        gateway.Dispose();
        await bench.ToldAsync(GroupEventKind.RtuLost);

        await master.SendAsync("68 04 01 00 02 00");
        await master.ExpectAsync(Event(1, point: 100));
        await master.SendAsync("68 04 01 00 04 00");
        await master.ExpectAsync(Event(2, point: 101));
        Assert.IsEmpty(await master.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "S4")]
    public async Task A_master_that_takes_nothing_is_disconnected_all_the_same()
    {
        using var rtu = new WireRtu("127.0.1.74");
        rtu.Listen();
        var config = Config(rtu.Local) with { Link = LinkConfig.Default with { K = 1, W = 1 } };
        await using var bench = new SessionBench(config);
        using var gateway = await rtu.AcceptAsync();
        using var master = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        await master.StartAsync();
        await gateway.ExpectAsync(StartDtAct);
        await gateway.SendAsync(StartDtCon);
        await gateway.SendAsync(Event(0, point: 100));
        gateway.Dispose();
        Assert.IsEmpty(await master.EndAsync());
        await bench.ToldAsync(GroupEventKind.MasterMissed);
    }

    // M_SP_NA_1, spontaneous, CA 7, on. From the RTU N(S) begins with 0, to a master with 1, behind the end of initialization.
    private static string Event(int sendNumber, int point) => $"68 0E {sendNumber * 2:X2} 00 00 00 01 01 03 00 07 00 {point:X2} 00 00 01";
}
