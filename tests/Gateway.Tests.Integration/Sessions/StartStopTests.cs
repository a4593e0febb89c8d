using System.Net;
using Gateway.Iec104.Stations;
using static Gateway.Tests.Integration.Sessions.SessionBench;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>Starting and stopping data transfer, in octets (S5, S6).</summary>
[TestClass]
public sealed class StartStopTests
{
    [TestMethod, TestProperty("Rule", "S5")]
    public async Task STARTDT_goes_to_the_RTU_with_the_first_started_master_and_STOPDT_with_the_last()
    {
        using var rtu = new WireRtu("127.0.1.75");
        rtu.Listen();
        var config = Config(rtu.Local);
        await using var bench = new SessionBench(config);
        using var gateway = await rtu.AcceptAsync();

        // Connected alone starts nothing. A con to our TESTFR act: nothing else had been sent before it.
        using var first = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        Assert.IsTrue(await first.IsServedAsync());
        await gateway.SendAsync(TestFrAct);
        await gateway.ExpectAsync(TestFrCon);

        await first.StartAsync();
        await gateway.ExpectAsync(StartDtAct);
        await gateway.SendAsync(StartDtCon);

        // The second neither starts it again, nor does the first one's STOPDT stop it.
        using var second = await ConnectAsync("127.0.0.3", config.Ports[0].Listen);
        await second.StartAsync();
        await first.SendAsync("68 04 01 00 02 00");
        await first.SendAsync(StopDtAct);
        await first.ExpectAsync(StopDtCon);
        await gateway.SendAsync(TestFrAct);
        await gateway.ExpectAsync(TestFrCon);

        second.Dispose();
        await gateway.ExpectAsync(StopDtAct);
        await gateway.SendAsync(StopDtCon);
    }

    [TestMethod, TestProperty("Rule", "S6")]
    public async Task After_its_first_STARTDT_con_a_master_gets_one_end_of_initialization()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.75"), 0));
        var config = Config(rtu.Local);
        await using var bench = new SessionBench(config);
        using var master = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        await master.SendAsync(StartDtAct);
        await master.ExpectAsync(StartDtCon, "68 0E 00 00 00 00 46 01 04 00 07 00 00 00 00 00");

        await master.SendAsync("68 04 01 00 02 00");
        await master.SendAsync(StopDtAct);
        await master.ExpectAsync(StopDtCon);
        await master.SendAsync(StartDtAct);
        await master.ExpectAsync(StartDtCon);
        await master.SendAsync(TestFrAct);
        await master.ExpectAsync(TestFrCon);
    }
}
