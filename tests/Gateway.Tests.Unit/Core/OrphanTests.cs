using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Core.Groups;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>What becomes of an event whose holders have left (D4).</summary>
[TestClass]
public sealed class OrphanTests
{
    [TestMethod, TestProperty("Rule", "D2"), TestProperty("Rule", "D4")]
    public void However_many_holders_leave_the_last_one_is_closed_before_the_RTU_gives_up()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1));
        bench.Wait(11.25);
        m[0].Leave();
        var second = bench.Master()!.Start();
        bench.Wait(2.2);
        second.Leave();
        var third = bench.Master()!.Start();

        // t1 is 15 s; 0.95 of it have passed then.
        bench.Wait(0.7);
        Assert.IsFalse(third.IsClosed);
        bench.Wait(0.2);
        Assert.IsTrue(third.IsClosed);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void What_a_dying_master_alone_held_goes_to_one_that_never_had_it()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1), Event(2));
        var late = bench.Master()!.Start();
        _ = late.GotAll;
        late.Room = 0;
        bench.FromRtu(Event(3));
        m[0].Leave();
        late.Room = 10;
        late.Confirm(1);
        CollectionAssert.AreEqual(new[] { Event(1), Event(2), Event(3) }, late.Got);
        late.Confirm(3);
        Assert.AreEqual(3u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D4"), TestProperty("Rule", "D3")]
    public void What_several_dying_masters_held_comes_in_its_order_whoever_dies_first()
    {
        foreach (var firstDiesFirst in new[] { true, false })
        {
            var (bench, m) = GroupBench.Running(1);
            bench.FromRtu(Event(1), Event(2));
            var second = bench.Master()!.Start();
            second.Room = 0;
            bench.FromRtu(Event(3), Event(4));
            var last = bench.Master()!.Start();
            _ = last.GotAll;
            last.Room = 0;
            last.Ask(Command(9));
            bench.FromRtu(Command(9, cause: 7), Event(5));
            (firstDiesFirst ? m[0] : second).Leave();
            (firstDiesFirst ? second : m[0]).Leave();
            last.Room = 10;
            last.Confirm(1);
            CollectionAssert.AreEqual(
                new[] { Event(1), Event(2), Event(3), Event(4), Event(5) }, last.Got.Where(a => a != Command(9, cause: 7)).ToArray());
        }
    }

    [TestMethod, TestProperty("Rule", "S6"), TestProperty("Rule", "D4")]
    public void The_end_of_initialization_comes_before_what_another_left_behind()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1));
        var next = bench.Master()!;
        next.Room = 0;
        next.Start();
        m[0].Leave();
        next.Room = 10;
        next.Confirm(0);
        CollectionAssert.AreEqual(new[] { EndOfInitialization(), Event(1) }, next.GotAll);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void What_nobody_holds_goes_to_the_next_one_that_starts()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1), Event(2));
        m[0].Leave();
        Assert.DoesNotContain("stop", bench.Rtu.Did);
        var next = bench.Master()!.Start();
        CollectionAssert.AreEqual(new[] { EndOfInitialization(), Event(1), Event(2) }, next.GotAll);
        next.Confirm(3);
        Assert.AreEqual(2u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void When_nobody_acknowledges_the_link_is_opened_anew_without_STARTDT_at_the_same_entry()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1));
        m[0].Leave();
        bench.Rtu.Did.Clear();
        bench.Wait(11.9);
        Assert.IsEmpty(bench.Rtu.Did);
        bench.Wait(0.2);
        CollectionAssert.AreEqual(new[] { "close", "connect 10.0.0.1:2404" }, bench.Rtu.Did);
        Assert.AreEqual(1, bench.Group.Counters.Reopened);
        bench.Connect();
        Assert.AreEqual(RtuState.Connected, bench.Group.RtuState);
        Assert.AreEqual(0, bench.Group.Stored);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void Stopped_masters_stay_while_the_link_is_opened_anew_for_3_s()
    {
        var (bench, m) = GroupBench.Running(2);
        m[1].Stop();
        bench.FromRtu(Event(1));
        m[0].Leave();
        bench.Wait(12.1);
        bench.Connect();
        Assert.IsFalse(m[1].IsClosed);
        bench.Wait(5);
        Assert.IsFalse(m[1].IsClosed);

        var (again, other) = GroupBench.Running(2);
        other[1].Stop();
        again.FromRtu(Event(1));
        other[0].Leave();
        again.Wait(12.1);
        again.Wait(3.1);
        Assert.IsTrue(other[1].IsClosed);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void An_event_that_crosses_our_STOPDT_act_is_not_acknowledged_and_waits_for_the_next_master()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Leave();
        Assert.Contains("stop", bench.Rtu.Did);
        bench.FromRtu(Event(1));
        Assert.AreEqual(0u, bench.Rtu.Released);
        var next = bench.Master()!.Start();
        CollectionAssert.AreEqual(new[] { Event(1) }, next.Got);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void An_event_that_crosses_our_STOPDT_act_and_stays_unacknowledged_opens_the_link_anew_also_behind_the_con()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Leave();
        bench.FromRtu(Event(1));
        bench.Rtu.Events.Stopped();
        bench.Group.Flush();
        bench.Rtu.Did.Clear();
        bench.Wait(12.1);
        CollectionAssert.AreEqual(new[] { "close", "connect 10.0.0.1:2404" }, bench.Rtu.Did);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void An_event_that_crosses_our_STOPDT_act_opens_the_link_anew_also_while_the_RTU_does_not_confirm_the_next_STARTDT()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Leave();
        bench.FromRtu(Event(1));
        bench.Rtu.Events.Stopped();
        bench.Group.Flush();
        var next = bench.Master()!.Start();
        Assert.AreEqual(RtuState.Starting, bench.Group.RtuState);
        next.Leave();
        bench.Rtu.Did.Clear();
        bench.Wait(14.3);
        CollectionAssert.AreEqual(new[] { "close", "connect 10.0.0.1:2404" }, bench.Rtu.Did);
    }

    [TestMethod, TestProperty("Rule", "D4"), TestProperty("Rule", "R12")]
    public void What_nobody_holds_any_more_and_a_policy_gives_to_nobody_else_counts_as_handled()
    {
        var (bench, m) = GroupBench.Running(2, before: ("first-only", new ToTheFirstAlone()));
        bench.FromRtu(Event(1));
        m[0].Leave();
        Assert.AreEqual(1u, bench.Rtu.Released);
        Assert.IsEmpty(m[1].Got);
        bench.Wait(60);
        Assert.IsFalse(m[1].IsClosed);
    }

    [TestMethod, TestProperty("Rule", "D4")]
    public void A_stopped_master_may_still_acknowledge_what_it_got()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1));
        m[0].Stop();
        Assert.DoesNotContain("stop", bench.Rtu.Did);
        m[0].Confirm(1);
        Assert.AreEqual(1u, bench.Rtu.Released);
        Assert.Contains("stop", bench.Rtu.Did);
    }

    private sealed class ToTheFirstAlone : IRoutingPolicy
    {
        public void FromRtu(in AsduView asdu, ref RtuRoute route)
        {
            if (route.Started.Contains(new MasterId(1)))
            {
                route.To.Add(new MasterId(1));
            }

            route.Settled = true;
        }

        public void FromMaster(in AsduView asdu, ref MasterRoute route)
        {
            // Masters ask as ever.
        }
    }
}
