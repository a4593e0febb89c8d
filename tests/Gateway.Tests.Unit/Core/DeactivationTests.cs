using Gateway.Abstractions;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Deactivations (R5); those of merged interrogations stand in <see cref="MergeTests"/>.</summary>
[TestClass]
public sealed class DeactivationTests
{
    [TestMethod, TestProperty("Rule", "R5")]
    public void A_deactivation_never_waits()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(1, sco: 0x81));
        m[0].Ask(Command(1, cause: 8, sco: 0x81));
        m[0].Ask(Interrogation());
        m[0].Ask(Interrogation(cause: 8));
        CollectionAssert.AreEqual(
            new[] { Command(1, oa: 1, sco: 0x81), Command(1, cause: 8, oa: 1, sco: 0x81), Interrogation(oa: 1), Interrogation(cause: 8, oa: 1) }, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void The_confirmation_of_a_deactivation_ends_both()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[0].Ask(Interrogation(cause: 8));
        m[1].Ask(Interrogation());
        Assert.HasCount(2, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 9, oa: 1));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 9) }, m[0].Got);
        Assert.AreEqual(Interrogation(oa: 2), bench.Rtu.Sent[2]);
        bench.FromRtu(Event(1, cause: 20, oa: 2));
        Assert.IsEmpty(m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R5"), TestProperty("Rule", "R4")]
    public void A_deactivation_does_not_end_what_was_asked_after_it()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation(cause: 8));
        m[1].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 9), Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 9) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void After_a_negative_confirmation_of_its_deactivation_the_interrogation_goes_on()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Interrogation());
        m[0].Ask(Interrogation(cause: 8));
        bench.FromRtu(Interrogation(Negative(9)), Event(1, cause: 20), Interrogation(cause: 10));
        CollectionAssert.AreEqual(new[] { Interrogation(Negative(9)), Event(1, cause: 20), Interrogation(cause: 10) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R5"), TestProperty("Rule", "R4")]
    [DataRow(44)]
    [DataRow(45)]
    [DataRow(0x6D)]
    public void An_RTU_that_knows_no_deactivation_refuses_that_and_not_the_interrogation_which_goes_on(int cause)
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation(oa: 5));
        bench.FromRtu(Interrogation(cause: 7));
        m[0].Ask(Interrogation(cause: 8, oa: 6));
        bench.FromRtu(Interrogation(cause), Event(1, cause: 20), Interrogation(cause: 10));
        CollectionAssert.AreEqual(
            new[] { Interrogation(cause: 7, oa: 5), Interrogation(cause, oa: 6), Event(1, cause: 20, oa: 5), Interrogation(cause: 10, oa: 5) }, m[0].Got);
        Assert.IsEmpty(m[1].Got);
        Assert.AreEqual(0, m[0].Session!.OpenRequests);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_refusal_before_the_confirmation_is_the_interrogations()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Interrogation(oa: 5));
        m[0].Ask(Interrogation(cause: 8, oa: 6));
        bench.FromRtu(Interrogation(cause: 46));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 46, oa: 5) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    [DataRow(0x49)]
    [DataRow(45)]
    public void When_its_deactivation_is_refused_the_interrogation_may_be_joined(int cause)
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7));
        m[0].Ask(Interrogation(cause: 8));
        bench.FromRtu(Interrogation(cause));
        m[1].Ask(Interrogation());
        bench.FromRtu(Event(1, cause: 20), Interrogation(cause: 10));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10) }, m[1].Got);
        Assert.HasCount(2, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Who_waits_behind_anothers_interrogation_is_taken_out_and_that_goes_on()
    {
        var (bench, m) = GroupBench.Running(2);
        m[1].Ask(Interrogation());
        bench.FromRtu(Event(1, cause: 20));
        m[0].Ask(Interrogation());
        m[0].Ask(Interrogation(cause: 8));
        bench.FromRtu(Interrogation(cause: 10));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 9) }, m[0].Got);
        Assert.HasCount(2, m[1].Got);
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R6")]
    public void Who_waits_for_one_interrogation_and_gets_another_is_taken_out_of_both()
    {
        var (bench, m) = GroupBench.Running(2);
        m[1].Ask(Interrogation());
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7), Event(1, cause: 20));
        m[0].Ask(Interrogation());
        _ = m[0].Got;
        m[0].Ask(Interrogation(cause: 8));
        bench.FromRtu(Event(2, cause: 20), Interrogation(cause: 10));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 9) }, m[0].Got);
        Assert.HasCount(1, bench.Rtu.Sent);
        Assert.HasCount(4, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_command_deactivated_before_it_was_sent_is_never_sent()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        m[1].Ask(Command(1, oa: 5));
        m[1].Ask(Command(1, cause: 8, oa: 6));
        CollectionAssert.AreEqual(new[] { Command(1, Negative(7), oa: 5), Command(1, cause: 9, oa: 6) }, m[1].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.TakenBack));
        bench.FromRtu(Command(1, cause: 7));
        Assert.HasCount(1, bench.Rtu.Sent);
    }
}
