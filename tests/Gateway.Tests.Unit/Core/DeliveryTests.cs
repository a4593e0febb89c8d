using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Groups;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>No event is lost (D).</summary>
[TestClass]
public sealed class DeliveryTests
{
    [TestMethod, TestProperty("Rule", "D1")]
    public void An_event_is_acknowledged_to_the_RTU_only_when_a_master_has_acknowledged_its_copy()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.FromRtu(Event(1), Event(2));
        Assert.AreEqual(0u, bench.Rtu.Released);
        m[1].Confirm(1);
        Assert.AreEqual(1u, bench.Rtu.Released);
        m[0].Confirm(2);
        Assert.AreEqual(2u, bench.Rtu.Released);
        m[1].Confirm(1);
        Assert.AreEqual(2u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void N_R_never_passes_an_event_that_no_master_has_acknowledged()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Room = 1;
        bench.FromRtu(Event(1), Event(2), Event(3));
        m[0].Confirm(1);
        Assert.AreEqual(1u, bench.Rtu.Released);
        m[1].Confirm(3);
        Assert.AreEqual(3u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void With_all_every_started_master_must_have_acknowledged_it()
    {
        var (bench, m) = GroupBench.Running(3, GroupBench.Config with { Acknowledge = AcknowledgeMode.All });
        bench.FromRtu(Event(1));
        m[0].Confirm(1);
        m[1].Confirm(1);
        Assert.AreEqual(0u, bench.Rtu.Released);
        m[2].Leave();
        Assert.AreEqual(1u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void With_received_it_is_acknowledged_at_once()
    {
        var (bench, _) = GroupBench.Running(1, GroupBench.Config with { Acknowledge = AcknowledgeMode.Received });
        bench.FromRtu(Event(1));
        Assert.AreEqual(1u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void A_library_that_cannot_hold_acknowledgements_puts_received_in_force_and_says_so()
    {
        var bench = new GroupBench(capabilities: RtuLinkCapabilities.None);
        Assert.AreEqual(AcknowledgeMode.Received, bench.Group.Acknowledge);
        Assert.Contains("RtuCannotHold: the library 'built-in' cannot hold acknowledgements back: acknowledge: received is in force", bench.Log);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void A_reply_counts_at_once_while_its_asker_has_room()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7, oa: 1), Event(1, cause: 20, oa: 1));
        Assert.AreEqual(2u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void A_reply_to_an_asker_with_k_waiting_holds_the_RTU_until_it_reads_or_is_silent_for_3_s()
    {
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { BufferSize = 100 });
        m[0].Ask(Interrogation());
        bench.FromRtu(Interrogation(cause: 7, oa: 1));
        m[0].Room = 0;
        for (var n = 0; n < 13; n++)
        {
            bench.FromRtu(Event(n, cause: 20, oa: 1));
        }

        Assert.AreEqual(13u, bench.Rtu.Released);
        bench.Wait(3.1);
        Assert.AreEqual(14u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D2")]
    public void A_master_that_has_not_acknowledged_in_four_fifths_of_t1_is_closed_and_the_log_says_why()
    {
        var (bench, m) = GroupBench.Running(2);
        m[1].Room = 0;
        bench.FromRtu(Event(1));
        bench.Wait(11.9);
        Assert.IsFalse(m[0].IsClosed);
        bench.Wait(0.2);
        Assert.IsTrue(m[0].IsClosed);
        Assert.IsTrue(m[1].IsClosed);
        Assert.Contains("MasterClosed: closed: it has not acknowledged an event within 12 s (0.8 x t1); its t2 is too long, or it hangs", bench.Log);
    }

    [TestMethod, TestProperty("Rule", "D2")]
    public void A_master_whose_copy_another_has_acknowledged_for_it_stays()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.FromRtu(Event(1));
        m[0].Confirm(1);
        bench.Wait(60);
        Assert.IsFalse(m[1].IsClosed);
    }

    [TestMethod, TestProperty("Rule", "D3")]
    public void Order_is_kept_for_each_master()
    {
        var (bench, m) = GroupBench.Running(2);
        m[1].Room = 2;
        bench.FromRtu(Event(1), Event(2), Event(3));
        bench.FromRtu(Event(4));
        m[1].Room = 10;
        m[1].Confirm(2);
        string[] all = [Event(1), Event(2), Event(3), Event(4)];
        CollectionAssert.AreEqual(all, m[0].Got);
        CollectionAssert.AreEqual(all, m[1].Got);
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
        Assert.AreEqual(20, bench.Group.Counters.Missed);
        Assert.Contains(l => l.StartsWith("MasterClosed: closed: too slow: 20 APDUs wait for it", StringComparison.Ordinal), bench.Log);
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

    [TestMethod, TestProperty("Rule", "R11")]
    public void An_ASDU_whose_length_does_not_fit_goes_nowhere_and_counts_as_acknowledged()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1) + " 00");
        Assert.IsEmpty(m[0].Got);
        Assert.AreEqual(1u, bench.Rtu.Released);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.DoesNotFit));
        m[0].Ask(Command(1) + " 00");
        Assert.IsTrue(m[0].IsClosed);
        Assert.IsEmpty(bench.Rtu.Sent);
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
