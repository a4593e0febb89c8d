using static Gateway.Tests.Unit.Core.Asdu;
using static Gateway.Tests.Unit.Core.SelectedPoint;

namespace Gateway.Tests.Unit.Core;

/// <summary>When a selected point is free again (R7), and what becomes of it when its owner leaves (R9).</summary>
[TestClass]
public sealed class SelectEndTests
{
    [TestMethod, TestProperty("Rule", "R7")]
    [DataRow(7)]
    [DataRow(0x47)]
    [DataRow(44)]
    [DataRow(47)]
    public void It_is_free_after_the_answer_to_its_execute(int cause)
    {
        var (bench, m) = OwnedByFirst();
        m[0].Ask(Execute);
        m[1].Ask(Execute);
        Assert.HasCount(1, bench.Rtu.Sent);
        bench.FromRtu(Command(Point, cause));
        m[1].Ask(Execute);
        Assert.AreEqual(Command(Point, oa: 2), bench.Rtu.Sent[^1]);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    [DataRow(9)]
    [DataRow(0x49)]
    public void It_is_free_after_the_answer_to_its_deactivation(int cause)
    {
        var (bench, m) = OwnedByFirst();
        m[0].Ask(Command(Point, cause: 8, sco: 0x81));
        bench.FromRtu(Command(Point, cause, sco: 0x81));
        m[1].Ask(Execute);
        Assert.AreEqual(Command(Point, oa: 2), bench.Rtu.Sent[^1]);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    public void It_is_free_after_selectTimeout()
    {
        var (bench, m) = OwnedByFirst();
        bench.Wait(29.9);
        m[1].Ask(Execute);
        Assert.IsEmpty(bench.Rtu.Sent);
        bench.Wait(0.2);
        m[1].Ask(Execute);
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    [DataRow(10)]
    [DataRow(0x4A)]
    public void The_termination_of_an_earlier_execute_does_not_free_a_new_select(int cause)
    {
        var (bench, m) = OwnedByFirst();
        m[0].Ask(Execute);
        bench.FromRtu(Executed);
        m[0].Ask(Select);
        bench.FromRtu(Selected, Command(Point, cause));
        bench.Rtu.Sent.Clear();
        m[1].Ask(Execute);
        Assert.IsEmpty(bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R7"), TestProperty("Rule", "R9")]
    public void When_the_owner_leaves_its_select_is_deactivated_and_stays_its_own_until_that_is_answered()
    {
        var (bench, m) = OwnedByFirst();
        m[0].Leave();
        CollectionAssert.AreEqual(new[] { Command(Point, cause: 8, oa: 1, sco: 0x81) }, bench.Rtu.Sent);
        m[1].Ask(Execute);
        Assert.HasCount(1, bench.Rtu.Sent);
        bench.FromRtu(Command(Point, cause: 9, sco: 0x81));
        Assert.HasCount(1, m[1].Got);
        m[1].Ask(Execute);
        Assert.HasCount(2, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    public void A_point_whose_owner_has_left_is_free_after_selectTimeout_if_the_RTU_is_silent()
    {
        var (bench, m) = OwnedByFirst();
        m[0].Leave();
        bench.Wait(30.1);
        m[1].Ask(Execute);
        Assert.AreEqual(Command(Point, oa: 2), bench.Rtu.Sent[^1]);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void A_select_that_is_confirmed_after_its_master_has_left_is_deactivated_once()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select);
        m[0].Ask(Command(Point + 1, sco: 0x81));
        m[0].Leave();
        bench.Rtu.Sent.Clear();
        bench.FromRtu(Selected, Command(Point + 1, cause: 7, sco: 0x81));
        CollectionAssert.AreEqual(new[] { Command(Point, cause: 8, oa: 1, sco: 0x81), Command(Point + 1, cause: 8, oa: 1, sco: 0x81) }, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void A_select_that_is_confirmed_after_its_master_has_stopped_and_started_again_is_deactivated()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select);
        m[0].Stop();
        _ = m[0].Start();
        bench.Rtu.Sent.Clear();
        bench.FromRtu(Selected);
        CollectionAssert.AreEqual(new[] { Command(Point, cause: 8, oa: 1, sco: 0x81) }, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "S6")]
    public void When_the_RTU_restarts_nothing_is_selected_any_more()
    {
        var (bench, m) = OwnedByFirst();
        bench.FromRtu(EndOfInitialization());
        m[1].Ask(Execute);
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R3"), TestProperty("Rule", "R9")]
    public void The_OA_of_a_master_that_has_left_is_not_given_out_again_before_its_select_is_taken_back()
    {
        var (bench, m) = OwnedByFirst();
        m[0].Leave();
        for (var n = 2; n <= 255; n++)
        {
            var other = bench.Master("10.2.2.2")!.Start();
            other.Ask(Read(n));
            bench.FromRtu(Read(n, Negative(5), oa: n));
            other.Leave();
        }

        // 2 is now the longest unused, for 1 is still open.
        bench.Rtu.Sent.Clear();
        bench.Master()!.Start().Ask(Read(1000));
        bench.FromRtu(Command(Point, cause: 9, oa: 1, sco: 0x81));
        bench.Master()!.Start().Ask(Read(1001));
        CollectionAssert.AreEqual(new[] { Read(1000, oa: 2), Read(1001, oa: 3) }, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void A_select_that_is_confirmed_after_its_OA_is_free_is_taken_back_under_OA_0()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select);
        m[0].Leave();
        bench.Wait(30.1);
        bench.Rtu.Sent.Clear();
        bench.FromRtu(Selected);
        CollectionAssert.AreEqual(new[] { Command(Point, cause: 8, sco: 0x81) }, bench.Rtu.Sent);
    }
}
