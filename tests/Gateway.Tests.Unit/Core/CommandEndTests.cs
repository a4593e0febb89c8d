using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>What observers are told of a command: that it was asked, and once how it has ended (O4).</summary>
[TestClass]
public sealed class CommandEndTests
{
    private const string On = "C_SC_NA_1 activation CA 7 IOA 5 = ON";

    [TestMethod, TestProperty("Rule", "O4")]
    public void A_command_that_the_RTU_confirms_has_ended_positively_after_so_long()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(5));
        Assert.HasCount(1, bench.OpenCommands);
        bench.Wait(2);
        bench.FromRtu(Command(5, cause: 7));
        bench.FromRtu(Command(5, cause: 10));
        AssertEnds(bench, $"1 {On} of 10.1.1.2: Positive COT 7 2 s");
    }

    [TestMethod, TestProperty("Rule", "O4")]
    [DataRow(0x47, "Negative COT 7 negative")]
    [DataRow(44, "Unknown COT 44")]
    [DataRow(0x40 | 47, "Unknown COT 47 negative")]
    public void What_the_RTU_denies_has_ended_so(int cause, string end)
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(5));
        bench.FromRtu(Command(5, cause));
        AssertEnds(bench, $"1 {On} of 10.1.1.2: {end} 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4")]
    [DataRow("45", 45)]
    [DataRow("64", 64)]
    [DataRow("a private one", 69)]
    [DataRow("clock", 103)]
    [DataRow("reset", 105)]
    [DataRow("parameter", 110)]
    [DataRow("parameter activation", 113)]
    [DataRow("file ready", 120)]
    [DataRow("query log", 127)]
    public void Types_that_change_something_are_told(string what, int type)
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(OfLength(type));
        Assert.HasCount(1, bench.OpenCommands, what);
    }

    [TestMethod, TestProperty("Rule", "O4")]
    [DataRow(0x05, 0)]
    [DataRow(0x45, 1)]
    [DataRow(0x85, 1)]
    [DataRow(0xC5, 1)]
    public void Counters_are_told_only_where_they_are_frozen_or_reset(int qcc, int told)
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Counters(qcc: qcc));
        Assert.HasCount(told, bench.OpenCommands);
    }

    [TestMethod, TestProperty("Rule", "O4")]
    public void Interrogations_reads_and_tests_are_not_told()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Interrogation());
        m[0].Ask(Read(5));
        m[0].Ask(Of(104, 6, 0, 7, 0, 0xAA, 0x55));
        Assert.IsEmpty(bench.OpenCommands);
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R7")]
    public void A_refused_one_names_the_rule()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(5, sco: 0x81));
        bench.FromRtu(Command(5, cause: 7, sco: 0x81));
        m[1].Ask(Command(5));
        AssertEnds(bench, "1 C_SC_NA_1 activation CA 7 IOA 5 = ON select of 10.1.1.2: Positive COT 7 0 s", $"2 {On} of 10.1.1.3: Refused R7 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R9")]
    public void What_waited_for_too_long_was_refused()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Rtu.Room = 0;
        m[0].Ask(Command(5));
        bench.Wait(11);
        AssertEnds(bench, $"1 {On} of 10.1.1.2: Refused R9 10 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R5")]
    public void What_nobody_answers_has_timed_out_once()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(5));
        bench.Wait(31);
        bench.FromRtu(Command(5, cause: 7));
        AssertEnds(bench, $"1 {On} of 10.1.1.2: TimedOut 30 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "S4")]
    [DataRow(true)]
    [DataRow(false)]
    public void With_the_RTU_link_what_was_sent_is_unknown_and_what_waits_is_dropped(bool drained)
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].IsDrained = drained;
        m[0].Ask(Command(5));
        bench.Rtu.Room = 0;
        m[0].Ask(Command(6));
        bench.RtuIsLost();
        AssertEnds(
            bench, $"1 {On} of 10.1.1.2: RtuLost 0 s", "2 C_SC_NA_1 activation CA 7 IOA 6 = ON of 10.1.1.2: Dropped S4 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "S6")]
    public void With_the_RTUs_restart_what_was_sent_is_unknown()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(5));
        bench.FromRtu(EndOfInitialization());
        AssertEnds(bench, $"1 {On} of 10.1.1.2: RtuRestarted 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R9")]
    public void What_a_leaving_master_had_sent_still_ends_as_the_RTU_says()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(5));
        bench.Rtu.Room = 0;
        m[0].Ask(Command(6));
        m[0].Leave();
        bench.FromRtu(Command(5, cause: 7));
        AssertEnds(
            bench, "2 C_SC_NA_1 activation CA 7 IOA 6 = ON of 10.1.1.2: MasterLeft left 0 s", $"1 {On} of 10.1.1.2: Positive COT 7 left 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R9")]
    public void The_gateways_own_deactivation_of_a_select_is_told_as_its_own()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(5, sco: 0x81));
        bench.FromRtu(Command(5, cause: 7, sco: 0x81));
        m[0].Leave();
        bench.FromRtu(Command(5, cause: 9, sco: 0x81));
        Assert.AreEqual("2 C_SC_NA_1 deactivation OA 1 CA 7 IOA 5 = ON select of 10.1.1.2 by the gateway: Positive COT 9 left 0 s", bench.Ends[^1]);
        Assert.IsEmpty(bench.OpenCommands);
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R5")]
    public void A_deactivation_before_the_sending_ends_both()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Rtu.Room = 0;
        m[0].Ask(Command(5));
        m[0].Ask(Command(5, cause: 8));
        AssertEnds(
            bench, $"1 {On} of 10.1.1.2: Refused R5 0 s", "2 C_SC_NA_1 deactivation CA 7 IOA 5 = ON of 10.1.1.2: ConfirmedByGateway 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R5")]
    public void A_deactivation_after_the_sending_ends_both()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(5));
        m[0].Ask(Command(5, cause: 8));
        bench.FromRtu(Command(5, cause: 9));
        AssertEnds(
            bench, $"1 {On} of 10.1.1.2: Deactivated COT 9 0 s", "2 C_SC_NA_1 deactivation CA 7 IOA 5 = ON of 10.1.1.2: Positive COT 9 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4")]
    public void A_cause_that_only_the_RTU_can_judge_is_told_as_sent()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(5, cause: 3));
        AssertEnds(bench, "1 C_SC_NA_1 spontaneous CA 7 IOA 5 = ON of 10.1.1.2: Sent 0 s");
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R11")]
    public void One_whose_length_does_not_fit_was_dropped_and_so_is_what_comes_behind_it()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Group.Received(m[0].Session!, new AsduView(Hex.Of(Of(45, 6, 0, 7, 5, 1, 2))));
        bench.Group.Received(m[0].Session!, new AsduView(Hex.Of(Command(6))));
        bench.Group.Flush();
        Assert.HasCount(2, bench.Ends);
        Assert.EndsWith("Dropped R11 0 s", bench.Ends[0]);
        Assert.EndsWith("Dropped R4 0 s", bench.Ends[1]);
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R12")]
    public void What_a_policy_forbids_was_refused()
    {
        var (bench, m) = GroupBench.Running(1, config: null, ("forbids", new ScriptedPolicy { Master = (in _, ref route) => route.Drop = DropReason.Policy }));
        m[0].Ask(Command(5));
        AssertEnds(bench, $"1 {On} of 10.1.1.2: Refused R12 0 s");
        Assert.IsEmpty(bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "O4")]
    public void The_steps_of_a_file_transfer_are_told_one_by_one()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Of(122, 13, 0, 7, 3, 5, 0, 0, 1));
        bench.FromRtu(Of(120, 13, 0, 7, 3, 5, 0, 10, 0, 0, 0));
        m[0].Ask(Of(122, 13, 0, 7, 3, 5, 0, 0, 2));
        m[0].Ask(Of(122, 13, 0, 7, 3, 6, 0, 0, 1));
        bench.FromRtu(Of(120, 13, 0, 7, 3, 6, 0, 10, 0, 0, 0x80));
        Assert.HasCount(3, bench.Ends);
        Assert.EndsWith("Positive COT 13 0 s", bench.Ends[0]);
        Assert.EndsWith("Sent 0 s", bench.Ends[1]);
        Assert.EndsWith("Negative COT 13 0 s", bench.Ends[2]);
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R8")]
    public void The_CA_that_the_RTU_gets_is_told_beside_the_masters_own()
    {
        var port = GroupBench.Config.Ports[0] with { CommonAddress = new CommonAddress(10) };
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { Ports = [port], Policies = [PolicyNames.Broadcast, PolicyNames.Reply, PolicyNames.CommonAddressMap] });
        m[0].Ask(Command(5, ca: 10));
        var command = bench.OpenCommands.Single();
        Assert.AreEqual(10, command.Asdu.CommonAddress.Value);
        Assert.AreEqual(7, command.RtuAddress.Value);
    }

    private static void AssertEnds(GroupBench bench, params string[] ends)
    {
        CollectionAssert.AreEqual(ends, bench.Ends);
        Assert.IsEmpty(bench.OpenCommands);
    }

    // Zeros of the right length.
    private static string OfLength(int type) => Of(type, 6, 0, 7, 5, new int[TypeTable.Find((TypeIdentification)type)?.Octets ?? 4]);
}
