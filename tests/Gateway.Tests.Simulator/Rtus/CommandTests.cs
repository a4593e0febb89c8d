using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Rtus;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Rtus;

/// <summary>Command rows, and select before operate.</summary>
[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    public async Task A_command_is_confirmed_done_and_terminated_and_its_status_goes_to_everybody()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0], originator: 5);
        await using var other = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
        var command = master.Station.Send(new AsduView(TestRtu.Dco(DoubleCommand.On)));
        Assert.AreEqual(RequestOutcome.Positive, await command.Termination.WaitAsync(Patience.Limit));
        var got = master.Got[1..];
        Assert.HasCount(3, got);
        Assert.AreEqual("C_DC_NA_1 activation confirmation OA 5 CA 32 IOA 21001 = ON", got[0]);
        StringAssert.StartsWith(got[1], "M_DP_TB_1 spontaneous CA 32 IOA 301 = ON 20");
        Assert.AreEqual("C_DC_NA_1 activation termination OA 5 CA 32 IOA 21001 = ON", got[2]);
        await other.GetsAsync("M_DP_TB_1 spontaneous CA 32 IOA 301 = ON");
        Assert.IsEmpty(other.Of("C_DC_NA_1"));
    }

    [TestMethod]
    [DataRow("2D 01 06 00 20 00 F1 55 00 01", "M_SP_TB_1 spontaneous CA 32 IOA 401 = ON")]
    [DataRow("2D 01 06 00 20 00 09 52 00 01", "M_DP_TB_1 spontaneous CA 32 IOA 301 = ON")]
    [DataRow("2E 01 06 00 20 00 F1 55 00 01", "M_SP_TB_1 spontaneous CA 32 IOA 401 = OFF")]
    [DataRow("3B 01 06 00 20 00 09 52 00 02 00 00 00 00 01 01 1A", "M_DP_TB_1 spontaneous CA 32 IOA 301 = ON")]
    [DataRow("2F 01 06 00 20 00 D9 59 00 02", "M_ST_TB_1 spontaneous CA 32 IOA 501 = 6")]
    [DataRow("2F 01 06 00 20 00 D9 59 00 01", "M_ST_TB_1 spontaneous CA 32 IOA 501 = 4")]
    [DataRow("32 01 06 00 20 00 C1 5D 00 00 00 20 41 00", "M_ME_TF_1 spontaneous CA 32 IOA 601 = 10")]
    public async Task Single_double_step_and_set_point_commands_become_values_of_their_status_point(string command, string status)
    {
        // RTU 32; IOA 22001, 21001, 23001, 24001.
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        master.Station.SendRaw(Unit.Hex.Of(command));
        await master.GetsAsync(status);
    }

    [TestMethod]
    public async Task An_order_that_is_not_permitted_is_refused()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var command = master.Station.Send(new AsduView(TestRtu.Dco((DoubleCommand)3)));
        Assert.AreEqual(RequestOutcome.Negative, await command.Confirmation.WaitAsync(Patience.Limit));
        await master.SettleAsync(TestRtu.Number);
        Assert.IsEmpty(master.Of("M_DP_TB_1"));
    }

    [TestMethod]
    public async Task A_select_is_confirmed_alone_and_its_execute_does_it()
    {
        await using var rtu = TestRtu.Start(config: TestRtu.Config with { RequiresSelect = true });
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        Assert.AreEqual(RequestOutcome.Negative, await OrderAsync(master, DoubleCommand.On));
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On, isSelect: true));
        await master.SettleAsync(TestRtu.Number);
        Assert.IsEmpty(master.Of("M_DP_TB_1"));
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On));
        await master.GetsAsync("M_DP_TB_1 spontaneous CA 32 IOA 301 = ON");
        Assert.AreEqual(RequestOutcome.Negative, await OrderAsync(master, DoubleCommand.On));
    }

    [TestMethod]
    public async Task What_one_master_has_selected_another_cannot_select_or_execute()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await using var other = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On, isSelect: true));
        Assert.AreEqual(RequestOutcome.Negative, await OrderAsync(other, DoubleCommand.On, isSelect: true));
        Assert.AreEqual(RequestOutcome.Negative, await OrderAsync(other, DoubleCommand.On));
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On));
    }

    [TestMethod]
    public async Task An_execute_that_is_not_what_was_selected_is_refused()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On, isSelect: true));
        Assert.AreEqual(RequestOutcome.Negative, await OrderAsync(master, DoubleCommand.Off));
    }

    [TestMethod]
    public async Task An_execute_behind_the_time_out_of_its_select_is_refused()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(config: TestRtu.Config with { SelectTimeout = TimeSpan.FromSeconds(20) }, time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await using var other = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On, isSelect: true));
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.AreEqual(RequestOutcome.Negative, await OrderAsync(other, DoubleCommand.On, isSelect: true));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(RequestOutcome.Negative, await OrderAsync(master, DoubleCommand.On));
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(other, DoubleCommand.On, isSelect: true));
    }

    [TestMethod]
    public async Task A_select_is_given_up_by_a_deactivation_and_with_its_master()
    {
        await using var rtu = TestRtu.Start();
        await using var other = await TestMaster.StartAsync(rtu.Ports[0], "127.0.0.2");
        await using (var master = await TestMaster.StartAsync(rtu.Ports[0]))
        {
            Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On, isSelect: true));
            master.Station.SendRaw(TestRtu.Command(TypeIdentification.C_DC_NA_1, TestRtu.BreakerCommand, new Dco(DoubleCommand.On), Cause.Deactivation));
            await master.GetsAsync("C_DC_NA_1 deactivation confirmation CA 32");
            Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(other, DoubleCommand.On, isSelect: true));
            Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(other, DoubleCommand.On));
            Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(master, DoubleCommand.On, isSelect: true));
        }

        await Patience.UntilAsync(async () => (await rtu.SnapshotAsync()).Connected == 1, "the master to be gone");
        Assert.AreEqual(RequestOutcome.Positive, await OrderAsync(other, DoubleCommand.On));
    }

    [TestMethod]
    public async Task A_command_without_a_status_row_is_confirmed_and_nothing_returned()
    {
        var signals = TestRtu.Signals with { Commands = [new CommandRow(1, TypeIdentification.C_DC_NA_1, TestRtu.BreakerCommand, new InformationObjectAddress(999))] };
        await using var rtu = TestRtu.Start(signals);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var command = master.Station.Send(new AsduView(TestRtu.Dco(DoubleCommand.On)));
        Assert.AreEqual(RequestOutcome.Positive, await command.Termination.WaitAsync(Patience.Limit));
        Assert.HasCount(3, master.Got);
    }

    // By what comes: a master that keeps books takes one answer for another's when it selects and executes the same point.
    private static async Task<RequestOutcome> OrderAsync(TestMaster master, DoubleCommand state, bool isSelect = false)
    {
        var before = master.Of("C_DC_NA_1 activation confirmation").Length;
        master.Station.SendRaw(TestRtu.Dco(state, isSelect));
        await master.GetsAsync("C_DC_NA_1 activation confirmation", before + 1);
        return master.Of("C_DC_NA_1 activation confirmation")[before].Contains("negative", StringComparison.Ordinal) ? RequestOutcome.Negative : RequestOutcome.Positive;
    }
}
