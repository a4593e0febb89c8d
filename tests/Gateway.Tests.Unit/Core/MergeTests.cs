using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Identical interrogations are asked once (R6).</summary>
[TestClass]
public sealed class MergeTests
{
    [TestMethod, TestProperty("Rule", "R6")]
    public void Whoever_comes_before_the_first_data_joins_and_gets_the_whole_answer_under_its_own_OA()
    {
        var (bench, m) = GroupBench.Running(3);
        m[0].Ask(Interrogation(oa: 10));
        m[1].Ask(Interrogation(oa: 20));
        bench.FromRtu(Interrogation(cause: 7, oa: 1));
        m[2].Ask(Interrogation(oa: 30));
        bench.FromRtu(Event(1, cause: 20, oa: 1), Interrogation(cause: 10, oa: 1));
        CollectionAssert.AreEqual(new[] { Interrogation(oa: 1) }, bench.Rtu.Sent);
        for (var n = 0; n < 3; n++)
        {
            var oa = 10 * (n + 1);
            CollectionAssert.AreEqual(new[] { Interrogation(cause: 7, oa: oa), Event(1, cause: 20, oa: oa), Interrogation(cause: 10, oa: oa) }, m[n].Got);
        }
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Whoever_comes_after_the_first_data_waits_for_an_interrogation_of_its_own()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7, oa: 1), Event(1, cause: 20, oa: 1));
        m[1].Ask(Interrogation());
        bench.FromRtu(Event(2, cause: 20, oa: 1), Interrogation(cause: 10, oa: 1));
        Assert.IsEmpty(m[1].Got);
        CollectionAssert.AreEqual(new[] { Interrogation(oa: 1), Interrogation(oa: 2) }, bench.Rtu.Sent);
        _ = m[0].Got;
        bench.FromRtu(Event(1, cause: 20, oa: 2));
        Assert.IsEmpty(m[0].Got);
        Assert.HasCount(1, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Spontaneous_data_meanwhile_do_not_keep_anybody_from_joining()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7), Event(1));
        m[1].Ask(Interrogation());
        bench.FromRtu(Event(1, cause: 20));
        CollectionAssert.AreEqual(new[] { Event(1), Interrogation(cause: 7), Event(1, cause: 20) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Those_that_wait_for_the_same_join_each_other()
    {
        var (bench, m) = GroupBench.Running(3);
        m[0].Ask(Interrogation(qoi: 21));
        m[1].Ask(Interrogation(oa: 20));
        m[2].Ask(Interrogation(oa: 30));
        bench.FromRtu(Interrogation(cause: 10, qoi: 21));
        CollectionAssert.AreEqual(new[] { Interrogation(oa: 1, qoi: 21), Interrogation(oa: 2) }, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7, oa: 20), Event(1, cause: 20, oa: 20), Interrogation(cause: 10, oa: 20) }, m[1].Got);
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7, oa: 30), Event(1, cause: 20, oa: 30), Interrogation(cause: 10, oa: 30) }, m[2].Got);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Who_asks_twice_gets_two_confirmations_and_terminations_but_the_data_once()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Interrogation());
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10));
        Assert.HasCount(1, bench.Rtu.Sent);
        CollectionAssert.AreEqual(
            new[] { Interrogation(cause: 7), Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10), Interrogation(cause: 10) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Counters_are_merged_but_a_freeze_never()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Counters());
        m[1].Ask(Counters());
        Assert.HasCount(1, bench.Rtu.Sent);
        bench.FromRtu(Counters(cause: 10));
        bench.Rtu.Sent.Clear();
        foreach (var qcc in new[] { 0x45, 0x85, 0xC5 })
        {
            m[0].Ask(Counters(qcc: qcc));
            m[1].Ask(Counters(qcc: qcc));
            Assert.HasCount(1, bench.Rtu.Sent);
            bench.FromRtu(Counters(cause: 7, qcc: qcc));
            Assert.HasCount(2, bench.Rtu.Sent);
            bench.FromRtu(Counters(cause: 7, qcc: qcc));
            bench.Rtu.Sent.Clear();
        }
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Commands_reads_and_clocks_are_never_merged()
    {
        foreach (var (question, answer) in new[] { (Command(1), Command(1, cause: 7)), (Read(1), Event(1, cause: 5)), (Clock(), Clock(cause: 7)) })
        {
            var (bench, m) = GroupBench.Running(2);
            m[0].Ask(question);
            m[1].Ask(question);
            bench.FromRtu(answer);
            Assert.HasCount(2, bench.Rtu.Sent);
            Assert.IsEmpty(m[1].Got);
        }
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Another_qualifier_station_or_test_bit_is_not_identical()
    {
        foreach (var other in new[] { Interrogation(qoi: 21), Interrogation(ca: 8), Interrogation(0x86) })
        {
            var (bench, m) = GroupBench.Running(2);
            m[0].Ask(Interrogation());
            m[1].Ask(other);
            bench.FromRtu(Interrogation(cause: 7));
            Assert.IsEmpty(m[1].Got);
        }
    }

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
}
