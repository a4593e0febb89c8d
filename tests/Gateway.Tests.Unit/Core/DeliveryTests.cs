using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>When an event is acknowledged to the RTU (D1..D3).</summary>
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

    [TestMethod, TestProperty("Rule", "D1"), TestProperty("Rule", "R6")]
    public void Of_a_merged_answer_the_fastest_asker_counts()
    {
        var (bench, m) = GroupBench.Running(2, GroupBench.Config with { BufferSize = 100 });
        m[0].Ask(Interrogation());
        m[1].Ask(Interrogation());
        m[0].Room = 0;
        for (var n = 0; n < 30; n++)
        {
            bench.FromRtu(Event(n, cause: 20));
            m[1].Confirm(1);
        }

        Assert.AreEqual(30u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D2"), TestProperty("Rule", "D1")]
    public void A_reply_to_an_asker_that_reads_slowly_never_makes_the_RTU_give_up()
    {
        var (bench, m) = GroupBench.Running(2, GroupBench.Config with { BufferSize = 200 });
        m[0].Room = 12;
        for (var n = 0; n < 112; n++)
        {
            bench.FromRtu(Event(n));
            m[1].Confirm(1);
        }

        // It reads one a second: 100 wait for it, and it is never silent for 3 s.
        m[0].Ask(Read(500));
        bench.FromRtu(Event(500, cause: 5));
        for (var second = 0; second < 13; second++)
        {
            Assert.AreEqual(second < 12 ? 112u : 113u, bench.Rtu.Released, $"after {second} s");
            bench.Wait(1);
            m[0].Room = 1;
            m[0].Confirm(1);
        }

        Assert.IsFalse(m[0].IsClosed);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void The_3_s_of_a_silent_asker_run_from_its_last_acknowledgement()
    {
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { BufferSize = 100 });
        m[0].Ask(Interrogation());
        m[0].Room = 1;
        for (var n = 0; n < 13; n++)
        {
            bench.FromRtu(Event(n, cause: 20));
        }

        bench.Wait(2.5);
        bench.FromRtu(Event(13, cause: 20));
        Assert.AreEqual(13u, bench.Rtu.Released);
        bench.Wait(0.6);
        Assert.AreEqual(14u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "D1"), TestProperty("Rule", "S5")]
    public void When_the_last_master_leaves_with_a_reply_that_was_held_the_RTU_is_told_and_stopped()
    {
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { BufferSize = 100 });
        m[0].Ask(Interrogation());
        m[0].Room = 0;
        for (var n = 0; n < 13; n++)
        {
            bench.FromRtu(Event(n, cause: 20));
        }

        Assert.AreEqual(12u, bench.Rtu.Released);
        m[0].Leave();
        Assert.AreEqual(13u, bench.Rtu.Released);
        Assert.AreEqual("stop", bench.Rtu.Did[^1]);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void Slots_and_N_R_go_on_over_the_end_of_the_sequence_numbers()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Room = int.MaxValue;
        m[1].Room = int.MaxValue;
        for (var n = 0; n < 70_000; n += 10)
        {
            bench.FromRtu([.. Enumerable.Range(n, 10).Select(i => Event(i))]);
            Assert.AreEqual((uint)n, bench.Rtu.Released);
            m[0].Confirm(10);
            m[1].Confirm(10);
        }

        Assert.AreEqual(70_000u, bench.Rtu.Released);
        m[0].Leave();
        bench.FromRtu(Event(1));
        m[1].Leave();
        var next = bench.Master()!.Start();
        CollectionAssert.AreEqual(new[] { Event(1) }, next.Got);
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

    [TestMethod, TestProperty("Rule", "D3")]
    public void Order_is_kept_also_where_a_queue_that_was_read_in_part_grows()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Room = 2;
        string[] all = [.. Enumerable.Range(1, 20).Select(n => Event(n))];

        // What goes nowhere stands between them, or else they were one run and the queue did not grow.
        string[] apart = [.. all.SelectMany(e => (string[])[e, e + " 00"])];
        bench.FromRtu(apart[..6]);
        bench.FromRtu(apart[6..]);
        m[0].Room = 20;
        m[0].Confirm(2);
        CollectionAssert.AreEqual(all, m[0].Got);
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
}
