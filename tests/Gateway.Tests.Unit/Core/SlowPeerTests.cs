using Gateway.Core.Groups;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>A slow master, a slow RTU, and what the group holds in memory (D5..D7).</summary>
[TestClass]
public sealed class SlowPeerTests
{
    [TestMethod, TestProperty("Rule", "D5")]
    public void A_burst_beyond_buffsize_in_one_turn_closes_nobody_whose_window_takes_it()
    {
        var (bench, m) = GroupBench.Running(2);
        m[1].Room = 30;
        bench.FromRtu([.. Enumerable.Range(0, 60).Select(n => Event(n))]);
        Assert.HasCount(60, m[0].Got);
        Assert.IsFalse(m[0].IsClosed);

        // 30 in its window, 20 in its queue: there is no place for the others.
        Assert.IsTrue(m[1].IsClosed);
        Assert.AreEqual(60, bench.Group.Counters.Missed);
    }

    [TestMethod, TestProperty("Rule", "D5")]
    public void A_slow_master_holds_the_RTU_for_1_s_in_10_and_is_then_closed_alone()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Room = 0;
        for (var n = 0; n < 9; n++)
        {
            bench.FromRtu(Event(n));
            m[1].Confirm(1);
        }

        // 9 of 20 places are taken: fewer than k = 12 are free.
        Assert.AreEqual(8u, bench.Rtu.Released);
        bench.Wait(1.1);
        Assert.AreEqual(9u, bench.Rtu.Released);
        for (var n = 9; n < 21; n++)
        {
            bench.FromRtu(Event(n));
            m[1].Confirm(1);
        }

        Assert.AreEqual(21u, bench.Rtu.Released);
        Assert.IsTrue(m[0].IsClosed);
        Assert.IsFalse(m[1].IsClosed);
        Assert.HasCount(21, m[1].Got);
        // The one that did not find a place is missed, too.
        Assert.AreEqual(21, bench.Group.Counters.Missed);
        Assert.Contains(l => l.StartsWith("MasterClosed: closed: too slow: 20 APDUs wait for it", StringComparison.Ordinal), bench.Log);
    }

    [TestMethod, TestProperty("Rule", "D5")]
    public void After_10_s_the_RTU_may_be_held_for_another_second_and_not_before()
    {
        var (bench, m) = GroupBench.Running(2, GroupBench.Config with { BufferSize = 100 });
        m[0].Room = 0;
        for (var n = 0; n < 88; n++)
        {
            bench.FromRtu(Event(n));
            m[1].Confirm(1);
        }

        // 20 s in steps of 0.1 s: held in the first of each ten.
        var held = new List<bool>();
        for (var step = 0; step < 200; step++)
        {
            if (step is 0 or 20 or 98 or 100)
            {
                bench.FromRtu(Event(step));
                m[1].Confirm(1);
            }

            bench.Wait(0.1);
            held.Add(bench.Rtu.Released < (step < 20 ? 89 : step < 98 ? 90 : step < 100 ? 91 : 92));
        }

        Assert.AreEqual(9, held.IndexOf(false));
        Assert.AreEqual(100, held.IndexOf(true, 9));
        Assert.AreEqual(109, held.IndexOf(false, 100));
        Assert.AreEqual(-1, held.IndexOf(true, 109));
    }

    [TestMethod, TestProperty("Rule", "D5")]
    public void A_group_that_held_the_RTU_back_when_it_was_lost_sleeps_until_it_is_back()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Room = 0;
        for (var n = 0; n < 9; n++)
        {
            bench.FromRtu(Event(n));
        }

        bench.RtuIsLost();
        bench.Wait(2);
        Assert.AreEqual(RtuState.Connecting, bench.Group.RtuState);
        Assert.IsGreaterThan(bench.Now.Ticks, bench.Group.Deadline.Ticks);
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public void When_everybody_has_left_nothing_is_kept()
    {
        var (bench, m) = GroupBench.Running(3);

        // When the third one leaves, some of it still wait in its queue.
        m[2].Room = 40;
        for (var n = 0; n < 50; n++)
        {
            bench.FromRtu(Event(n));
            m[n % 3].Confirm(1);
            m[n % 2].Ask(Command(n));
        }

        foreach (var master in m)
        {
            master.Leave();
        }

        bench.RtuIsLost();
        Assert.AreEqual(0, bench.Group.Stored);
        Assert.AreEqual(0, bench.Group.Unacknowledged);
    }

    [TestMethod, TestProperty("Rule", "D7")]
    public void An_RTU_that_stands_still_until_a_master_acknowledges_is_counted_and_the_third_time_told_with_its_remedy()
    {
        var (bench, m) = GroupBench.Running(1);
        for (var round = 1; round <= 4; round++)
        {
            // Its k is 4, the master's w 8: it waits for t2.
            bench.FromRtu(Event(1), Event(2), Event(3), Event(4));
            bench.Wait(10);
            m[0].Confirm(4);
            bench.FromRtu(Event(5));
            m[0].Confirm(1);
            Assert.AreEqual(round, bench.Group.Counters.Standstills);
        }

        Assert.ContainsSingle(l => l.StartsWith("RtuStandstill: the RTU stood still for 10 s", StringComparison.Ordinal), bench.Log);
    }

    [TestMethod, TestProperty("Rule", "D7")]
    public void An_RTU_that_has_nothing_to_say_does_not_stand_still()
    {
        var (bench, m) = GroupBench.Running(1);
        for (var round = 0; round < 5; round++)
        {
            bench.FromRtu(Event(1));
            bench.Wait(10);
            m[0].Confirm(1);
            bench.Wait(20);
        }

        Assert.AreEqual(0, bench.Group.Counters.Standstills);
    }

    [TestMethod, TestProperty("Rule", "D7")]
    public void An_RTU_that_sends_all_the_while_does_not_stand_still()
    {
        var (bench, m) = GroupBench.Running(1);
        for (var n = 1; n <= 8; n++)
        {
            bench.FromRtu(Event(n));
            bench.Wait(0.5);
        }

        m[0].Confirm(8);
        bench.FromRtu(Event(9));
        Assert.AreEqual(0, bench.Group.Counters.Standstills);
    }
}
