using System.Net;
using Gateway.Core.Observation;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;
using static Gateway.Tests.Integration.Sessions.SessionBench;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>In a group where nothing else happens, and no timer comes to help, a master's U APDUs are answered at once, and its timers run.</summary>
[TestClass]
public sealed class QuietGroupTests
{
    private static readonly LinkConfig Quiet = LinkConfig.Default with { T0 = TimeSpan.FromHours(1), T3 = TimeSpan.FromHours(1) };

    [TestMethod, TestProperty("Rule", "L2")]
    public async Task TESTFR_act_is_answered_every_time()
    {
        await using var rtu = Rtu();
        var config = Config(rtu.Local) with { Link = Quiet };
        await using var bench = new SessionBench(config);
        using var master = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        for (var n = 0; n < 3; n++)
        {
            await master.SendAsync(TestFrAct);
            await master.ExpectAsync(TestFrCon);
        }
    }

    [TestMethod, TestProperty("Rule", "L2"), TestProperty("Rule", "L7")]
    public async Task STARTDT_act_of_a_started_master_and_STOPDT_act_of_a_stopped_one_are_confirmed()
    {
        await using var rtu = Rtu();
        var config = Config(rtu.Local) with { Link = Quiet };
        await using var bench = new SessionBench(config);
        using var master = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        await master.SendAsync(StopDtAct);
        await master.ExpectAsync(StopDtCon);
        await master.StartAsync();
        await master.SendAsync(StartDtAct);
        await master.ExpectAsync(StartDtCon);
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public async Task Half_an_APDU_closes_the_connection_after_t1()
    {
        await using var rtu = Rtu();
        var config = Config(rtu.Local) with { Link = Quiet with { T1 = TimeSpan.FromSeconds(1) } };
        await using var bench = new SessionBench(config);
        using var master = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        await master.SendAsync("68 04 43");
        Assert.IsEmpty(await master.EndAsync());
        await bench.ToldAsync(GroupEventKind.MasterLeft);
        CollectionAssert.AreEqual(new[] { "Disconnected: t1: an APDU stays incomplete for 1 s" }, bench.Lines(GroupEventKind.MasterLeft));
    }

    private static ControlledStation Rtu() => ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.84"), 0));
}
