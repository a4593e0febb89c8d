using System.Net.Sockets;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Rtus;

/// <summary>What an RTU does wrong when it is told to.</summary>
[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public async Task It_does_not_return_the_OA()
    {
        await using var rtu = TestRtu.Start();
        await rtu.SetFaultsAsync(new RtuFaults { Originator = OriginatorFault.Missing });
        await using var master = await TestMaster.StartAsync(rtu.Ports[0], originator: 7);
        master.Station.SendRaw(WithOriginator(TestRtu.Dco(DoubleCommand.On), 7));
        await master.GetsAsync("C_DC_NA_1 activation confirmation CA 32");
    }

    [TestMethod]
    public async Task It_returns_a_stale_OA()
    {
        await using var rtu = TestRtu.Start();
        await rtu.SetFaultsAsync(new RtuFaults { Originator = OriginatorFault.Stale });
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        master.Station.SendRaw(WithOriginator(TestRtu.Dco(DoubleCommand.On), 3));
        await master.GetsAsync("activation confirmation OA 4 CA 32");
        master.Station.SendRaw(WithOriginator(TestRtu.Dco(DoubleCommand.On), 9));
        await master.GetsAsync("activation confirmation OA 3 CA 32");
    }

    [TestMethod]
    public async Task It_answers_late()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await rtu.SetFaultsAsync(new RtuFaults { AnswerDelay = TimeSpan.FromSeconds(8) });
        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.On));
        await Patience.UntilAsync(() => clock.Waiting == 1, "the late answer");
        await rtu.SetFaultsAsync(RtuFaults.None);
        await master.SettleAsync(TestRtu.Number);
        Assert.IsEmpty(master.Of("C_DC_NA_1"));
        clock.Advance(TimeSpan.FromSeconds(8));
        await master.GetsAsync("C_DC_NA_1 activation termination");
        Assert.HasCount(1, master.Of("IOA 301 = ON"));
    }

    [TestMethod]
    public async Task When_too_many_answers_wait_to_be_late_a_request_is_left()
    {
        var clock = new HandClock();
        var seen = new Recorder();
        await using var rtu = TestRtu.Start(sink: seen, time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await rtu.SetFaultsAsync(new RtuFaults { AnswerDelay = TimeSpan.FromHours(1) });
        for (var n = 0; n < AnswerSender.MostLate; n++)
        {
            master.Station.SendRaw(TestRtu.Command(TypeIdentification.C_TS_NA_1, default, Fbp.Standard));
        }

        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.On));
        await Patience.UntilAsync(() => seen.Seen.Any(s => s.Direction == SignalDirection.NotSent), "the request that is left");
        Assert.AreEqual("not answered, nor done: 10000 late answers wait", seen.Seen.Single(s => s.Direction == SignalDirection.NotSent).Comment);
        Assert.AreEqual(AnswerSender.MostLate, clock.Waiting);

        // In time there is room again, and the breaker has not moved.
        clock.Advance(TimeSpan.FromHours(1));
        await master.GetsAsync("C_TS_NA_1 activation confirmation", AnswerSender.MostLate);
        await rtu.SetFaultsAsync(RtuFaults.None);
        await master.SettleAsync(TestRtu.Number);
        Assert.IsEmpty(master.Of("C_DC_NA_1"));
        Assert.IsEmpty(master.Of("M_DP_TB_1"));
    }

    [TestMethod]
    public async Task It_answers_twice_and_does_it_once()
    {
        await using var rtu = TestRtu.Start();
        await rtu.SetFaultsAsync(new RtuFaults { Answers = 2 });
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.On));
        await master.GetsAsync("C_DC_NA_1 activation termination", 2);
        Assert.HasCount(2, master.Of("C_DC_NA_1 activation confirmation"));
        Assert.HasCount(1, master.Of("M_DP_TB_1"));
    }

    [TestMethod]
    public async Task It_does_what_it_is_told_and_never_answers()
    {
        await using var rtu = TestRtu.Start();
        await rtu.SetFaultsAsync(new RtuFaults { Answers = 0 });
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.On));
        await master.GetsAsync("M_DP_TB_1 spontaneous CA 32 IOA 301 = ON");
        await rtu.SetFaultsAsync(RtuFaults.None);
        await master.SettleAsync(TestRtu.Number);
        Assert.IsEmpty(master.Of("C_DC_NA_1"));
    }

    [TestMethod]
    public async Task It_refuses_and_does_nothing()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await rtu.SetFaultsAsync(new RtuFaults { AnswersNegative = true });
        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.On));
        await master.GetsAsync("C_DC_NA_1 activation confirmation negative");
        await rtu.SetFaultsAsync(RtuFaults.None);
        await master.SettleAsync(TestRtu.Number);
        Assert.HasCount(1, master.Of("C_DC_NA_1"));
        Assert.IsEmpty(master.Of("M_DP_TB_1"));
    }

    [TestMethod]
    public async Task It_answers_with_a_wrong_cause()
    {
        await using var rtu = TestRtu.Start();
        await rtu.SetFaultsAsync(new RtuFaults { WrongCause = Cause.Spontaneous });
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.On));
        await master.GetsAsync("C_DC_NA_1 spontaneous", 2);
        Assert.HasCount(1, master.Of("M_DP_TB_1 spontaneous"));
    }

    [TestMethod]
    public async Task It_sends_octet_by_octet()
    {
        await using var rtu = TestRtu.Start();
        await rtu.SetFaultsAsync(new RtuFaults { SendsOctetByOctet = true });
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(rtu.Ports[0]);
        await socket.SendAsync(Unit.Hex.Of("68 04 07 00 00 00"));
        var octets = new byte[6 + 6 + 10];
        for (var got = 0; got < octets.Length;)
        {
            got += await socket.ReceiveAsync(octets.AsMemory(got)).AsTask().WaitAsync(Patience.Limit);
        }

        // STARTDT con and the end of initialization.
        Assert.AreEqual("68 04 0B 00 00 00 68 0E 00 00 00 00 46 01 04 00 20 00 00 00 00 00", Unit.Hex.Text(octets));
        if (OperatingSystem.IsLinux())
        {
            // tcpi_data_segs_in of TCP_INFO: octets came alone; of what its window holds back TCP makes one segment. Together they are two.
            var info = new byte[256];
            Assert.IsGreaterThanOrEqualTo(156, socket.GetRawSocketOption(6, 11, info));
            Assert.IsGreaterThanOrEqualTo(8, BitConverter.ToInt32(info, 152));
        }
    }

    [TestMethod]
    public async Task It_stops_acknowledging_and_goes_on()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await master.GetsAsync("M_EI_NA_1");
        await rtu.SetFaultsAsync(new RtuFaults { StopsAcknowledging = true, Answers = 0 });
        for (var n = 0; n < 20; n++)
        {
            master.Station.SendRaw(TestRtu.Command(TypeIdentification.C_TS_NA_1, default, Fbp.Standard));
        }

        // k of the master is 12: it may send no more, although w of the RTU is 8.
        await Patience.UntilAsync(async () => (await rtu.SnapshotAsync()).Received == 12, "all that k allows");
        await rtu.SetFaultsAsync(RtuFaults.None);
        await rtu.SendAsync(TypeIdentification.M_SP_TB_1, TestRtu.Switch, 1);
        await Patience.UntilAsync(async () => (await rtu.SnapshotAsync()).Received == 20, "the rest");
    }

    [TestMethod]
    public async Task It_refuses_connections_and_those_that_stand_live_on()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await rtu.SetFaultsAsync(new RtuFaults { RefusesConnections = true });
        var error = await Assert.ThrowsAsync<IOException>(() => TestMaster.ConnectAsync(rtu.Ports[0], "127.0.0.2"));
        Assert.Contains("refused", error.Message);
        await master.SettleAsync(TestRtu.Number);
        await rtu.SetFaultsAsync(RtuFaults.None);
        await using var again = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
    }

    [TestMethod]
    public async Task A_port_that_is_taken_meanwhile_is_told_when_connections_are_accepted_again()
    {
        await using var rtu = TestRtu.Start();
        await rtu.SetFaultsAsync(new RtuFaults { RefusesConnections = true });
        using var other = new System.Net.Sockets.TcpListener(rtu.Ports[0]);
        other.Start();
        var error = await Assert.ThrowsAsync<IOException>(() => rtu.SetFaultsAsync(RtuFaults.None));
        Assert.Contains("it is in use by another program", error.Message);
    }

    [TestMethod]
    public void Faults_are_told_in_words()
    {
        Assert.IsTrue(FaultWords.TryParse("stale-oa, late=2.5 twice cot=7", RtuFaults.None, out var faults, out _));
        Assert.AreEqual(new RtuFaults { Originator = OriginatorFault.Stale, AnswerDelay = TimeSpan.FromSeconds(2.5), Answers = 2, WrongCause = Cause.ActivationConfirmation }, faults);
        Assert.IsTrue(FaultWords.TryParse("none no-oa never negative octets no-ack refuse", faults, out faults, out _));
        Assert.AreEqual(
            new RtuFaults { Originator = OriginatorFault.Missing, Answers = 0, AnswersNegative = true, SendsOctetByOctet = true, StopsAcknowledging = true, RefusesConnections = true },
            faults);
        foreach (var wrong in new[] { "late", "late=-1", "late=x", "cot=0", "cot=64", "twice=2", "thrice" })
        {
            Assert.IsFalse(FaultWords.TryParse($"never {wrong}", RtuFaults.None, out _, out var word));
            Assert.AreEqual(wrong, word);
        }
    }

    private static byte[] WithOriginator(byte[] asdu, byte originator)
    {
        asdu[AsduHead.OriginatorOctet] = originator;
        return asdu;
    }
}
