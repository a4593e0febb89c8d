using Gateway.Abstractions;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Replies after a confirmation or a timeout (R4, R5).</summary>
[TestClass]
public sealed class LateReplyTests
{
    [TestMethod, TestProperty("Rule", "R4")]
    public void A_request_that_timed_out_still_gets_its_late_reply()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        bench.Wait(100);
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7) }, m[0].Got);
        Assert.IsEmpty(m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R4")]
    public void After_a_late_confirmation_the_termination_still_finds_its_asker()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        bench.Wait(31);
        bench.FromRtu(Command(1, cause: 7, oa: 1), Command(1, cause: 10, oa: 1));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7), Command(1, cause: 10) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R4")]
    public void A_late_interrogation_still_gets_its_data_and_its_end()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        bench.Wait(31);
        bench.FromRtu(Interrogation(cause: 7), Event(1, cause: 20), Interrogation(cause: 10));
        Assert.HasCount(3, m[0].Got);
        Assert.IsEmpty(m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R4")]
    public void When_its_key_has_been_asked_again_a_late_reply_goes_to_the_new_asker_and_is_counted()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        bench.Wait(31);
        m[1].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        Assert.IsEmpty(m[0].Got);
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7) }, m[1].Got);
        Assert.AreEqual(1, bench.Group.Counters.OriginatorMismatches);
    }

    [TestMethod, TestProperty("Rule", "R4"), TestProperty("Rule", "R7")]
    public void A_deactivation_does_not_ask_its_key_again()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1, sco: 0x81));
        bench.Wait(31);
        m[1].Ask(Command(1, cause: 8));
        bench.FromRtu(Command(1, Negative(9)), Command(1, cause: 7, sco: 0x81));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7, sco: 0x81) }, m[0].Got);
        bench.Rtu.Sent.Clear();
        m[1].Ask(Command(1));
        Assert.IsEmpty(bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R4"), TestProperty("Rule", "R10")]
    public void When_its_key_has_been_asked_again_there_is_one_confirmation_for_the_new_asker_and_none_for_the_old()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        bench.Wait(31);
        m[1].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 7, oa: 2), Command(1, cause: 7, oa: 1));
        Assert.IsEmpty(m[0].Got);
        Assert.HasCount(1, m[1].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.NoRequest));
    }

    [TestMethod, TestProperty("Rule", "R4"), TestProperty("Rule", "R5")]
    public void A_late_reply_does_not_go_to_an_interrogation_of_all_stations_before_that_is_asked()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        bench.Wait(31);
        m[1].Ask(Interrogation(ca: 65535));
        bench.FromRtu(Interrogation(cause: 7, oa: 2), Event(1, cause: 20, oa: 2));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7), Event(1, cause: 20) }, m[1].Got);
        Assert.IsEmpty(m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_termination_goes_to_the_confirmed_request_though_its_key_is_asked_again()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        m[1].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 10, oa: 1));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7), Command(1, cause: 10) }, m[0].Got);
        Assert.IsEmpty(m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void Terminations_go_to_the_confirmed_requests_the_oldest_first()
    {
        var (bench, m) = GroupBench.Running(3);
        foreach (var master in m)
        {
            master.Ask(Command(1));
            bench.FromRtu(Command(1, cause: 7));
            Assert.HasCount(1, master.Got);
        }

        foreach (var master in m)
        {
            bench.FromRtu(Command(1, cause: 10));
            CollectionAssert.AreEqual(new[] { Command(1, cause: 10) }, master.Got);
        }

        bench.FromRtu(Command(1, cause: 10));
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.NoRequest));
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_confirmed_request_waits_for_its_termination_no_longer_than_requestTimeout()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 7));
        _ = m[0].Got;
        bench.Wait(30.1);
        Assert.IsEmpty(bench.Group.Requests.Sent);
        bench.FromRtu(Command(1, cause: 10));
        Assert.IsEmpty(m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_termination_that_comes_before_its_confirmation_belongs_to_the_open_request_which_stays_open()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 10), Command(1, cause: 7));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 10), Command(1, cause: 7) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "D6"), TestProperty("Rule", "R4")]
    public void Of_requests_that_timed_out_1024_are_remembered_and_the_oldest_forgotten_first()
    {
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { BufferSize = 2000 });
        bench.Rtu.Room = int.MaxValue;
        m[0].Room = int.MaxValue;
        for (var n = 0; n < 1024; n++)
        {
            m[0].Ask(Read(n));
        }

        bench.Wait(30.1);
        m[0].Ask(Read(2000));
        m[0].Ask(Read(2001));
        Assert.HasCount(1024, bench.Group.Requests.Sent);
        bench.FromRtu(Read(1, 0x2F), Read(2, 0x2F), Read(2000, 0x2F));
        CollectionAssert.AreEqual(new[] { Read(2, 0x2F), Read(2000, 0x2F) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "D6"), TestProperty("Rule", "R5")]
    public void An_open_request_is_never_forgotten_to_make_room()
    {
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { BufferSize = 2000 });
        bench.Rtu.Room = int.MaxValue;
        for (var n = 0; n < 1500; n++)
        {
            m[0].Ask(Read(n));
        }

        Assert.HasCount(1500, bench.Group.Requests.Sent);
        bench.FromRtu(Read(0, 0x2F), Read(1499, 0x2F));
        Assert.HasCount(2, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_timeout_wakes_the_group_once()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(1));
        bench.Wait(30);
        Assert.IsGreaterThan(bench.Now, bench.Group.Deadline);
    }
}
