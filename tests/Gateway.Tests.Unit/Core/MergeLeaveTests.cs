using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>An asker takes itself out of a merged interrogation, or leaves (R6).</summary>
[TestClass]
public sealed class MergeLeaveTests
{
    [TestMethod, TestProperty("Rule", "R6")]
    public void A_deactivation_takes_its_master_out_and_the_gateway_confirms_it()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation(oa: 10));
        m[1].Ask(Interrogation(oa: 20));
        m[0].Ask(Interrogation(cause: 8, oa: 11));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 9, oa: 11) }, m[0].Got);
        Assert.HasCount(1, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10));
        Assert.IsEmpty(m[0].Got);
        Assert.HasCount(3, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void The_last_askers_deactivation_goes_to_the_RTU()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[1].Ask(Interrogation());
        m[0].Ask(Interrogation(cause: 8));
        m[1].Ask(Interrogation(cause: 8, oa: 20));
        CollectionAssert.AreEqual(new[] { Interrogation(oa: 1), Interrogation(cause: 8, oa: 2) }, bench.Rtu.Sent);
        Assert.IsEmpty(m[1].Got);
        bench.FromRtu(Interrogation(cause: 9, oa: 2));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 9, oa: 20) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Nobody_joins_one_that_is_being_deactivated()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[0].Ask(Interrogation(cause: 8));
        m[1].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7), Interrogation(cause: 9));
        Assert.IsEmpty(m[1].Got);
        Assert.AreEqual(Interrogation(oa: 2), bench.Rtu.Sent[^1]);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void A_stranger_cannot_deactivate_anothers_interrogation()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[1].Ask(Interrogation(cause: 8, oa: 20));
        CollectionAssert.AreEqual(new[] { Interrogation(Negative(9), oa: 20) }, m[1].Got);
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void When_the_first_asker_leaves_the_others_get_the_answer()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[1].Ask(Interrogation());
        m[0].Leave();
        bench.FromRtu(Interrogation(cause: 7, oa: 1), Event(1, cause: 20, oa: 1), Interrogation(cause: 10, oa: 1));
        Assert.HasCount(3, m[1].Got);
        Assert.AreEqual(0, m[1].Session!.OpenRequests);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void One_whose_askers_have_all_left_may_be_joined()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7));
        m[0].Leave();
        m[1].Ask(Interrogation());
        bench.FromRtu(Event(1, cause: 20), Interrogation(cause: 10));
        Assert.HasCount(1, bench.Rtu.Sent);
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "D6"), TestProperty("Rule", "R9")]
    public void Who_asks_the_same_again_and_again_joins_no_more_often_than_buffsize()
    {
        var (bench, m) = GroupBench.Running(1);
        for (var n = 0; n < 40; n++)
        {
            m[0].Ask(Interrogation());
        }

        Assert.IsEmpty(m[0].Got);
        Assert.AreEqual(20, m[0].Session!.OpenRequests);
        Assert.AreEqual(20, m[0].Session!.WaitingRequests);
        m[0].Ask(Interrogation());
        CollectionAssert.AreEqual(new[] { Interrogation(Negative(7)) }, m[0].Got);
        Assert.HasCount(1, bench.Rtu.Sent);
    }
}
