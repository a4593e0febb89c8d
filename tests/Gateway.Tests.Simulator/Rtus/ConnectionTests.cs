using System.Net;
using System.Net.Sockets;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Links;
using Gateway.Simulator.Rtus;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Rtus;

/// <summary>Ports, masters, and events that are kept.</summary>
[TestClass]
public sealed class ConnectionTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Parse("127.0.1.1"), 0);

    [TestMethod]
    public async Task Redundant_ports_lead_to_the_same_signals_and_events()
    {
        await using var rtu = TestRtu.Start(config: TestRtu.Config with { Ports = [new RtuPort(AnyPort), new RtuPort(AnyPort)] });
        Assert.HasCount(2, rtu.Ports.Distinct().ToArray());
        await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 1);
        await using (var first = await TestMaster.StartAsync(rtu.Ports[0]))
        {
            await first.GetsAsync("IOA 401 = ON");
            await using var second = await TestMaster.StartAsync(rtu.Ports[1]);
            await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 0);
            await first.GetsAsync("IOA 401 = OFF");
            await second.GetsAsync("IOA 401 = OFF");
            Assert.IsEmpty(second.Of("IOA 401 = ON"));
        }
    }

    [TestMethod]
    public async Task What_one_port_did_not_get_acknowledged_comes_through_the_other()
    {
        await using var rtu = TestRtu.Start(config: TestRtu.Config with { Ports = [new RtuPort(AnyPort), new RtuPort(AnyPort)] });
        var hanging = await TestMaster.StartAsync(rtu.Ports[0]);
        await hanging.GetsAsync("M_EI_NA_1");
        await hanging.Station.HoldAcknowledgementAsync(hold: true);
        await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 1);
        await hanging.GetsAsync("IOA 401 = ON");
        await hanging.DisposeAsync();
        await using var other = await TestMaster.StartAsync(rtu.Ports[1]);
        await other.GetsAsync("IOA 401 = ON");
        Assert.IsGreaterThan(0, (await rtu.SnapshotAsync()).Events.Returned);
    }

    [TestMethod]
    public async Task Each_port_has_its_own_hosts_and_k()
    {
        var config = TestRtu.Config with
        {
            Ports =
            [
                new RtuPort(AnyPort) { Hosts = Hosts("127.0.0.9/32"), Link = LinkConfig.Default with { K = 3 } },
                new RtuPort(AnyPort) { Hosts = Hosts("127.0.0.0/24") },
            ],
        };
        await using var rtu = TestRtu.Start(config: config);
        var refused = await TestMaster.ConnectAsync(rtu.Ports[0], "127.0.0.2");
        _ = await refused.Station.Closed.WaitAsync(Patience.Limit);
        await refused.DisposeAsync();
        await using var admitted = await TestMaster.StartAsync(rtu.Ports[1], "127.0.0.2");
        await using var narrow = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.9");
        await narrow.Station.HoldAcknowledgementAsync(hold: true);
        await rtu.SendIndexAsync(0);
        await admitted.GetsAsync("IOA 702");
        await narrow.GetsAsync("spontaneous", 3);
        await Patience.UntilAsync(async () => (await rtu.SnapshotAsync()).Events is { Waiting: 5, Outstanding: 3 }, "k to hold the rest back");
        Assert.HasCount(3, narrow.Of("spontaneous"));
    }

    [TestMethod]
    public async Task A_port_closes_who_is_silent_for_its_idletime()
    {
        var config = TestRtu.Config with { Ports = [new RtuPort(AnyPort) { Link = LinkConfig.Default with { IdleTimeout = TimeSpan.FromSeconds(1) } }] };
        await using var rtu = TestRtu.Start(config: config);
        await using var silent = await TestMaster.ConnectAsync(rtu.Ports[0]);
        Assert.AreEqual("closed by the peer", await silent.Station.Closed.WaitAsync(Patience.Limit));
    }

    [TestMethod]
    public async Task Several_masters_on_a_port_get_every_event()
    {
        await using var rtu = TestRtu.Start();
        await using var a = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
        await using var b = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.3");
        await using var c = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.4");
        await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 1);
        foreach (var master in new[] { a, b, c })
        {
            await master.GetsAsync("IOA 401 = ON");
        }

        var state = await rtu.SnapshotAsync();
        Assert.AreEqual((3, 3), (state.Connected, state.Started));
    }

    [TestMethod]
    public async Task Events_are_kept_until_acknowledged_bounded_and_overflow_counted()
    {
        await using var rtu = TestRtu.Start(config: TestRtu.Config with { BufferedEvents = 100 });
        for (var n = 0; n < 150; n++)
        {
            await rtu.SendAsync(TypeIdentification.M_ME_NB_1, new InformationObjectAddress(602), n);
        }

        // The end of initialization is the oldest.
        var events = (await rtu.SnapshotAsync()).Events;
        Assert.AreEqual((100, 51L), (events.Kept, events.Overflow));
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await master.GetsAsync("IOA 602 = 149");
        Assert.HasCount(100, master.Of("IOA 602"));
        await Patience.UntilAsync(async () => (await rtu.SnapshotAsync()).Events is { Kept: 0, Waiting: 0 }, "all to be sent");
    }

    [TestMethod]
    public async Task A_master_that_hangs_misses_the_oldest_events_which_are_counted_and_gets_the_newest_when_it_goes_on()
    {
        await using var rtu = TestRtu.Start(config: TestRtu.Config with { BufferedEvents = 100 });
        await using var hanging = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
        await hanging.GetsAsync("M_EI_NA_1");
        await hanging.SettleAsync(TestRtu.Number);
        await hanging.Station.HoldAcknowledgementAsync(hold: true);
        for (var n = 0; n < 300; n++)
        {
            await rtu.SendAsync(TypeIdentification.M_ME_NB_1, new InformationObjectAddress(602), n);
        }

        await hanging.GetsAsync("IOA 602 = 0");
        var events = (await rtu.SnapshotAsync()).Events;
        Assert.AreEqual((0, 100), (events.Kept, events.Waiting));
        Assert.IsGreaterThan(180L, events.Overflow);
        await hanging.Station.HoldAcknowledgementAsync(hold: false);
        await hanging.SettleAsync(TestRtu.Number);
        await hanging.GetsAsync("IOA 602 = 299");
        var got = hanging.Of("IOA 602");
        Assert.HasCount(300 - (int)events.Overflow, got);
        Assert.Contains("IOA 602 = 200", got[^100]);
    }

    [TestMethod]
    public async Task What_a_hanging_master_misses_is_counted_also_where_another_has_it()
    {
        await using var rtu = TestRtu.Start(config: TestRtu.Config with { BufferedEvents = 100 });
        await using var hanging = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
        await using var other = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.3");
        await hanging.SettleAsync(TestRtu.Number);
        await hanging.Station.HoldAcknowledgementAsync(hold: true);
        for (var n = 0; n < 200; n++)
        {
            await rtu.SendAsync(TypeIdentification.M_ME_NB_1, new InformationObjectAddress(602), n);
            await other.GetsAsync($"IOA 602 = {n}");
        }

        await Patience.UntilAsync(async () => (await rtu.SnapshotAsync()).Events is { Waiting: 100 }, "the other one to have everything");
        Assert.HasCount(200, other.Of("IOA 602"));
        Assert.IsGreaterThan(80L, (await rtu.SnapshotAsync()).Events.Overflow);
    }

    [TestMethod]
    public async Task A_dropped_link_gets_back_what_it_had_not_acknowledged()
    {
        await using var rtu = TestRtu.Start();
        await using (var master = await TestMaster.StartAsync(rtu.Ports[0]))
        {
            await master.Station.HoldAcknowledgementAsync(hold: true);
            await rtu.SendIndexAsync(0);
            await master.GetsAsync("IOA 702");
            await rtu.DropAsync();
            Assert.AreEqual("closed by the peer", await master.Station.Closed.WaitAsync(Patience.Limit));
        }

        await using var again = await TestMaster.StartAsync(rtu.Ports[0]);
        await again.GetsAsync("IOA 702");
        Assert.HasCount(8, again.Of("spontaneous"));
    }

    [TestMethod]
    public async Task The_first_master_hears_of_the_initialization_and_the_next_one_does_not()
    {
        await using var rtu = TestRtu.Start();
        Assert.IsFalse(rtu.Started.IsCompleted);
        await using (var master = await TestMaster.StartAsync(rtu.Ports[0]))
        {
            await rtu.Started.WaitAsync(Patience.Limit);
            await master.SettleAsync(TestRtu.Number);
            Assert.StartsWith("M_EI_NA_1 initialized CA 32 IOA 0 = local power on", master.Got[0]);
            await master.Station.StopAsync().WaitAsync(Patience.Limit);
        }

        await using var next = await TestMaster.StartAsync(rtu.Ports[0]);
        await next.SettleAsync(TestRtu.Number);
        Assert.IsEmpty(next.Of("M_EI_NA_1"));
    }

    [TestMethod]
    public async Task A_restart_cuts_the_links_forgets_the_values_and_initializes()
    {
        await using var rtu = TestRtu.Start();
        await using (var master = await TestMaster.StartAsync(rtu.Ports[0]))
        {
            await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 1);
            await master.GetsAsync("IOA 401 = ON");
            await rtu.RestartAsync();
            _ = await master.Station.Closed.WaitAsync(Patience.Limit);
        }

        await using var again = await TestMaster.StartAsync(rtu.Ports[0]);
        await again.GetsAsync("M_EI_NA_1 initialized CA 32 IOA 0 = local manual reset");
        _ = await again.Station.InterrogateAsync(TestRtu.Number).WaitAsync(Patience.Limit);
        await again.GetsAsync("M_SP_NA_1 interrogated by station CA 32 IOA 401 = OFF");
    }

    [TestMethod]
    public async Task A_reset_process_command_initializes_too()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 1);
        master.Station.SendRaw(TestRtu.Command(TypeIdentification.C_RP_NA_1, default, new Qrp(1)));
        await master.GetsAsync("C_RP_NA_1 activation confirmation");
        await master.GetsAsync("M_EI_NA_1 initialized CA 32 IOA 0 = remote reset");
        _ = await master.Station.InterrogateAsync(TestRtu.Number).WaitAsync(Patience.Limit);
        await master.GetsAsync("M_SP_NA_1 interrogated by station CA 32 IOA 401 = OFF");
    }

    [TestMethod]
    public async Task A_master_sets_the_RTUs_clock_and_events_bear_its_time()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        _ = await master.Station.SynchronizeClockAsync(TestRtu.Number, new DateTime(2030, 5, 6, 7, 8, 9)).WaitAsync(Patience.Limit);
        clock.Advance(TimeSpan.FromSeconds(2));
        await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 1);
        await master.GetsAsync("IOA 401 = ON 2030-05-06 07:08:11.000");
        Assert.AreEqual(new DateTime(2030, 5, 6, 7, 8, 9) - new DateTime(2026, 11, 21, 10, 0, 0), (await rtu.SnapshotAsync()).ClockOffset);
    }

    [TestMethod]
    public async Task A_port_in_use_is_told()
    {
        using var taken = new TcpListener(IPAddress.Parse("127.0.1.1"), 0);
        taken.Start();
        var error = Assert.Throws<IOException>(() => TestRtu.Start(config: TestRtu.Config with { Ports = [new RtuPort((IPEndPoint)taken.LocalEndpoint)] }));
        Assert.Contains("it is in use by another program", error.Message);
    }

    private static AddressList Hosts(string entry) => AddressList.TryParse(entry, out var network) ? new AddressList([network]) : AddressList.Everybody;
}
