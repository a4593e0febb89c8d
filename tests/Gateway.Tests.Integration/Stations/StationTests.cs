using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Stations;

/// <summary>A controlling and a controlled station face to face, over real sockets.</summary>
[TestClass]
public sealed class StationTests
{
    private static readonly CommonAddress Station = new(1);
    private static readonly InformationObjectAddress Point = new(100);
    private static readonly InformationObjectAddress Breaker = new(200);

    [TestMethod]
    public async Task An_interrogation_brings_every_point()
    {
        await using var rtu = Rtu();
        await using var master = await StartAsync(rtu);
        var result = await master.Station.InterrogateAsync(Station).WaitAsync(Patience.Limit);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 2), result);
        Assert.IsTrue(master.Has("M_ME_NC_1 interrogated by station CA 1 IOA 100 = 1.5"));
        Assert.IsTrue(master.Has("M_SP_NA_1 interrogated by station CA 1 IOA 200 = OFF"));
    }

    [TestMethod]
    public async Task A_station_that_is_not_there_is_told_as_unknown()
    {
        await using var rtu = Rtu();
        await using var master = await StartAsync(rtu);
        var result = await master.Station.InterrogateAsync(new CommonAddress(9)).WaitAsync(Patience.Limit);
        Assert.AreEqual(RequestOutcome.Unknown, result.Outcome);
    }

    [TestMethod]
    [DataRow(CommandReply.Accept, RequestOutcome.Positive, RequestOutcome.Positive)]
    [DataRow(CommandReply.Refuse, RequestOutcome.Negative, RequestOutcome.Negative)]
    [DataRow(CommandReply.UnknownPoint, RequestOutcome.Unknown, RequestOutcome.Unknown)]
    [DataRow(CommandReply.Silence, RequestOutcome.TimedOut, RequestOutcome.TimedOut)]
    public async Task A_command_ends_as_the_RTU_answers(CommandReply reply, RequestOutcome confirmation, RequestOutcome termination)
    {
        await using var rtu = Rtu(new ControlledOptions { OnCommand = (in AsduView _) => reply });
        await using var master = await StartAsync(rtu, TimeSpan.FromSeconds(1));
        var command = master.Station.Command(Station, Breaker, isOn: true);
        Assert.AreEqual(confirmation, await command.Confirmation.WaitAsync(Patience.Limit));
        Assert.AreEqual(termination, await command.Termination.WaitAsync(Patience.Limit));
    }

    [TestMethod]
    public async Task A_select_ends_with_its_confirmation_and_the_execute_has_its_own()
    {
        await using var rtu = Rtu();
        await using var master = await StartAsync(rtu);
        var octets = new byte[AsduView.MaxOctets];
        var select = master.Station.Send(Requests.Command(octets, Station, Breaker, new Sco(true, Qoc.Select)));
        Assert.AreEqual(RequestOutcome.Positive, await select.Termination.WaitAsync(Patience.Limit));
        var execute = master.Station.Send(Requests.Command(octets, Station, Breaker, new Sco(true)));
        Assert.AreEqual(RequestOutcome.Positive, await execute.Termination.WaitAsync(Patience.Limit));
    }

    [TestMethod]
    public async Task The_second_confirmation_is_the_second_requests_although_the_first_was_never_terminated()
    {
        await using var rtu = Rtu();
        await using var master = await StartAsync(rtu);
        for (var times = 0; times < 2; times++)
        {
            // No ACT_TERM follows a clock synchronization.
            Assert.AreEqual(RequestOutcome.Positive, await master.Station.SynchronizeClockAsync(Station, new DateTime(2026, 1, 2)).WaitAsync(TimeSpan.FromSeconds(20)));
        }
    }

    [TestMethod]
    public async Task A_read_brings_the_point_and_clock_synchronization_its_confirmation()
    {
        await using var rtu = Rtu();
        await using var master = await StartAsync(rtu);
        Assert.AreEqual(RequestOutcome.Positive, await master.Station.ReadAsync(Station, Point).WaitAsync(Patience.Limit));
        Assert.IsTrue(master.Has("requested CA 1 IOA 100 = 1.5") || master.Has("request CA 1 IOA 100 = 1.5"), string.Join('\n', master.Got));
        Assert.AreEqual(RequestOutcome.Unknown, await master.Station.ReadAsync(Station, new InformationObjectAddress(999)).WaitAsync(Patience.Limit));
        Assert.AreEqual(RequestOutcome.Positive, await master.Station.SynchronizeClockAsync(Station, new DateTime(2026, 1, 2)).WaitAsync(Patience.Limit));
    }

    [TestMethod]
    public async Task Events_wait_for_the_first_master_in_their_order()
    {
        await using var rtu = Rtu();
        for (var n = 0; n < 50; n++)
        {
            rtu.Set(Station, Point, n);
        }

        await using var master = await StartAsync(rtu);
        await master.GetsAsync("spontaneous CA 1 IOA 100 = 49");
        var values = Values(master);
        CollectionAssert.AreEqual(Enumerable.Range(0, 50).ToArray(), values[^50..]);
    }

    [TestMethod]
    public async Task What_no_master_has_acknowledged_is_sent_again()
    {
        await using var rtu = Rtu();
        var hanging = await StartAsync(rtu);
        await hanging.GetsAsync("IOA 200 = OFF");
        await hanging.Station.HoldAcknowledgementAsync(hold: true);
        rtu.Set(Station, Point, 7);
        await hanging.GetsAsync("IOA 100 = 7");
        await rtu.DropConnectionsAsync();
        _ = await hanging.Station.Closed.WaitAsync(Patience.Limit);
        await hanging.DisposeAsync();

        await using var next = await StartAsync(rtu);
        await next.GetsAsync("IOA 100 = 7");
    }

    [TestMethod, TestProperty("Rule", "L7")]
    public async Task A_stopped_master_gets_nothing_and_the_rest_when_it_starts_again()
    {
        await using var rtu = Rtu();
        await using var master = await StartAsync(rtu);
        await master.GetsAsync("IOA 200 = OFF");
        await master.Station.StopAsync().WaitAsync(Patience.Limit);
        rtu.Set(Station, Point, 8);
        Assert.AreEqual((1, 0), await rtu.MastersAsync());
        Assert.IsFalse(master.Has("IOA 100 = 8"));
        await master.Station.StartAsync().WaitAsync(Patience.Limit);
        await master.GetsAsync("IOA 100 = 8");
    }

    [TestMethod]
    public async Task Two_masters_get_every_event()
    {
        await using var rtu = Rtu();
        await using var a = await StartAsync(rtu);
        await using var b = await StartAsync(rtu);
        rtu.Set(Station, Point, 9);
        await a.GetsAsync("IOA 100 = 9");
        await b.GetsAsync("IOA 100 = 9");
    }

    [TestMethod]
    public async Task A_lost_connection_ends_what_is_open_and_says_why()
    {
        await using var rtu = Rtu(new ControlledOptions { OnCommand = (in AsduView _) => CommandReply.Silence });
        await using var master = await StartAsync(rtu);
        var command = master.Station.Command(Station, Breaker, isOn: true);
        await rtu.DropConnectionsAsync();
        Assert.AreEqual(RequestOutcome.ConnectionLost, await command.Confirmation.WaitAsync(Patience.Limit));
        Assert.Contains("by the peer", await master.Station.Closed.WaitAsync(Patience.Limit));
        Assert.AreEqual(RequestOutcome.ConnectionLost, (await master.Station.InterrogateAsync(Station).WaitAsync(Patience.Limit)).Outcome);
    }

    [TestMethod]
    public async Task Nobody_listening_is_an_exception_that_names_the_peer()
    {
        var nobody = new IPEndPoint(IPAddress.Parse("127.0.1.90"), FreePort.Next());
        var refused = await Assert.ThrowsExactlyAsync<IOException>(() => ControllingStation.ConnectAsync(nobody));
        Assert.AreEqual($"{nobody}: connection refused", refused.Message);
    }

    [TestMethod]
    public async Task A_port_in_use_is_an_exception_that_names_it()
    {
        await using var rtu = Rtu();
        var taken = Assert.ThrowsExactly<IOException>(() => ControlledStation.Listen(rtu.Local));
        Assert.Contains($"cannot listen on {rtu.Local}", taken.Message);
    }

    [TestMethod, TestProperty("Rule", "R11")]
    public async Task An_ASDU_that_is_cut_short_harms_nobody()
    {
        await using var rtu = Rtu();
        await using var master = await StartAsync(rtu);

        // C_IC_NA_1 without its qualifier, C_SC_NA_1 without its command.
        master.Station.SendRaw([100, 1, 6, 0, 1, 0, 0, 0, 0]);
        master.Station.SendRaw([45, 1, 6, 0, 1, 0, 200, 0, 0]);
        rtu.SendRaw([100, 1, 7, 0, 1, 0, 0, 0, 0]);
        Assert.AreEqual(RequestOutcome.Positive, (await master.Station.InterrogateAsync(Station).WaitAsync(Patience.Limit)).Outcome);
    }

    private static ControlledStation Rtu(ControlledOptions? options = null)
    {
        var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.91"), 0), options);
        rtu.Set(Station, Point, 1.5f);
        rtu.Set(Station, Breaker, isOn: false);
        return rtu;
    }

    private static Task<Scada> StartAsync(ControlledStation rtu, TimeSpan? requestTimeout = null) =>
        Scada.StartAsync("127.0.0.2", rtu.Local, requestTimeout);

    private static int[] Values(Scada master) =>
        [.. master.Got.Where(g => g.StartsWith("M_ME_TF_1", StringComparison.Ordinal)).Select(g => (int)float.Parse(g.Split(' ')[7]))];
}
