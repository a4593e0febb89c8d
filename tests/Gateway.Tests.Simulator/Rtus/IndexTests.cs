using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Rtus;

/// <summary>Index groups: order, pauses, conditions, repetition.</summary>
[TestClass]
public sealed class IndexTests
{
    [TestMethod]
    public async Task An_index_sends_its_rows_in_the_order_of_the_file()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        Assert.AreEqual(new SendResult(2, 0), await rtu.SendIndexAsync(701));
        await master.GetsAsync("IOA 702");
        StringAssert.StartsWith(master.Got[1], "M_IT_TB_1 spontaneous CA 32 IOA 701 = 1000 SQ 0 20");
        StringAssert.StartsWith(master.Got[2], "M_IT_TB_1 spontaneous CA 32 IOA 702 = 2000 SQ 0 20");
    }

    [TestMethod]
    public async Task Index_0_sends_everything_and_an_unknown_one_nothing()
    {
        await using var rtu = TestRtu.Start();
        Assert.AreEqual(new SendResult(8, 0), await rtu.SendIndexAsync(0));
        Assert.AreEqual(new SendResult(0, 0), await rtu.SendIndexAsync(99, TimeSpan.FromHours(1)));
    }

    [TestMethod]
    public async Task The_pause_of_a_row_stands_behind_it()
    {
        var clock = new HandClock();
        var rows = TestRtu.Signals with { Rows = [TestRtu.Row(1, 1, TypeIdentification.M_SP_NA_1, 1, 1) with { Wait = TimeSpan.FromSeconds(5) }, TestRtu.Row(2, 1, TypeIdentification.M_SP_NA_1, 2, 1)] };
        await using var rtu = TestRtu.Start(rows, time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var sending = rtu.SendIndexAsync(1);
        await master.GetsAsync("IOA 1 = ON");
        await Patience.UntilAsync(() => clock.Waiting == 1, "the pause");
        clock.Advance(TimeSpan.FromSeconds(4.9));
        await master.SettleAsync(TestRtu.Number);
        Assert.IsFalse(sending.IsCompleted);
        Assert.IsEmpty(master.Of("IOA 2"));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.AreEqual(new SendResult(2, 0), await sending.WaitAsync(Patience.Limit));
        await master.GetsAsync("IOA 2 = ON");
    }

    [TestMethod]
    public async Task A_row_waits_for_its_condition()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(Conditional(TypeIdentification.C_DC_NA_1, 21001, 2), time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var sending = rtu.SendIndexAsync(1);
        await Patience.UntilAsync(() => clock.Waiting == 1, "the condition");
        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.Off));
        await master.SettleAsync(TestRtu.Number);
        Assert.IsFalse(sending.IsCompleted);
        master.Station.SendRaw(TestRtu.Dco(DoubleCommand.On));
        Assert.AreEqual(new SendResult(1, 0), await sending.WaitAsync(Patience.Limit));
        await master.GetsAsync("IOA 9 = ON");
    }

    [TestMethod]
    [DataRow(TypeIdentification.C_IC_NA_1)]
    [DataRow(TypeIdentification.C_CS_NA_1)]
    public async Task An_interrogation_or_a_clock_may_be_a_condition(TypeIdentification type)
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(Conditional(type, null, null), time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var sending = rtu.SendIndexAsync(1);
        await Patience.UntilAsync(() => clock.Waiting == 1, "the condition");
        _ = await master.Station.SynchronizeClockAsync(TestRtu.Number, new DateTime(2026, 1, 1)).WaitAsync(Patience.Limit);
        _ = await master.Station.InterrogateAsync(TestRtu.Number).WaitAsync(Patience.Limit);
        Assert.AreEqual(new SendResult(1, 0), await sending.WaitAsync(Patience.Limit));
    }

    [TestMethod]
    public async Task A_condition_that_is_not_met_in_its_time_keeps_the_row_back_and_the_log_says_so()
    {
        var clock = new HandClock();
        var seen = new Recorder();
        await using var rtu = TestRtu.Start(Conditional(TypeIdentification.C_DC_NA_1, 21001, 2), sink: seen, time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var sending = rtu.SendIndexAsync(1);
        await Patience.UntilAsync(() => clock.Waiting == 1, "the condition");
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.AreEqual(new SendResult(0, 1), await sending.WaitAsync(Patience.Limit));
        var held = seen.Seen.Single(s => s.Direction == SignalDirection.NotSent);
        Assert.AreEqual("type 46, IOA 21001, value 2 within 60 s; guarded", held.Comment);
        Assert.Contains(",Substation,not sent,1,9,ON,,3,0,", SignalLog.Line(held));
        await master.SettleAsync(TestRtu.Number);
        Assert.IsEmpty(master.Of("IOA 9 "));
    }

    [TestMethod]
    public async Task A_row_for_another_RTU_is_not_sent()
    {
        var row = TestRtu.Row(1, 1, TypeIdentification.M_SP_NA_1, 9, 1);
        var rows = TestRtu.Signals with
        {
            Rows = [row with { Condition = new SignalCondition(new CommonAddress(33), null, null, null, default) }, row with { Condition = new SignalCondition(TestRtu.Number, null, null, null, default) }],
        };
        await using var rtu = TestRtu.Start(rows);
        Assert.AreEqual(new SendResult(1, 1), await rtu.SendIndexAsync(1));
    }

    [TestMethod]
    public async Task A_group_is_repeated_until_its_time_is_over()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var sending = rtu.SendIndexAsync(301, TimeSpan.FromSeconds(10));
        for (var round = 1; round <= 5; round++)
        {
            await master.GetsAsync("IOA 301 = OFF", round);

            // The end of the whole, and the pause behind the round.
            await Patience.UntilAsync(() => clock.Waiting == 2, "the next round");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Patience.UntilAsync(() => clock.Waiting == 2, "the last round");
        clock.Advance(TimeSpan.FromSeconds(5));
        var result = await sending.WaitAsync(Patience.Limit);
        Assert.AreEqual(new SendResult(6, 0), result);
    }

    [TestMethod]
    public async Task While_nobody_has_started_one_round_is_kept_and_the_next_waits()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(time: clock);
        var sending = rtu.SendIndexAsync(301, TimeSpan.FromSeconds(10));
        for (var look = 0; look < 9; look++)
        {
            await Patience.UntilAsync(() => clock.Waiting == 2, "the next look");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.AreEqual(2, (await rtu.SnapshotAsync()).Events.Kept);
        await Patience.UntilAsync(() => clock.Waiting == 2, "the last look");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(new SendResult(1, 0), await sending.WaitAsync(Patience.Limit));
    }

    [TestMethod]
    public async Task Sending_can_be_cancelled()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(Conditional(TypeIdentification.C_DC_NA_1, 21001, 2), time: clock);
        using var cancel = new CancellationTokenSource();
        var sending = rtu.SendIndexAsync(1, cancellation: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => sending.WaitAsync(Patience.Limit));
    }

    private static RtuSignals Conditional(TypeIdentification type, uint? address, int? value) => TestRtu.Signals with
    {
        Rows =
        [
            .. TestRtu.Signals.Rows,
            TestRtu.Row(20, 1, TypeIdentification.M_SP_NA_1, 9, 1) with
            {
                Comment = "guarded",
                Condition = new SignalCondition(null, type, address is { } a ? new InformationObjectAddress(a) : null, value, TimeSpan.FromSeconds(60)),
            },
        ],
    };
}
