using Gateway.Core.Groups;
using Gateway.Core.Observation;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>The RTU link, the masters' ports, and what a master meets from its start to its end (S2 to S6, H3).</summary>
[TestClass]
public sealed class SessionTests
{
    [TestMethod, TestProperty("Rule", "S2")]
    public void Hosts_are_tried_in_order_and_a_round_without_success_doubles_its_pause_from_1_to_10_s()
    {
        var bench = new GroupBench();
        var rounds = new List<double>();
        for (var round = 0; round < 6; round++)
        {
            bench.Rtu.Did.Clear();
            var begin = bench.Now;
            bench.RtuIsLost("connection refused");
            bench.Wait(0.03);
            CollectionAssert.AreEqual(new[] { "connect 10.0.0.2:2404" }, bench.Rtu.Did);
            bench.RtuIsLost("connection refused");
            while (bench.Rtu.Did.Count < 2)
            {
                bench.Wait(0.05);
            }

            Assert.AreEqual("connect 10.0.0.1:2404", bench.Rtu.Did[1]);
            rounds.Add((bench.Now - begin).TotalSeconds);
        }

        double[] expected = [1, 2, 4, 8, 10, 10];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.IsInRange(expected[i] * 0.88, (expected[i] * 1.11) + 0.1, rounds[i]);
        }
    }

    [TestMethod, TestProperty("Rule", "S2")]
    public void After_the_loss_of_a_link_that_was_up_the_next_entry_is_tried_after_1_s()
    {
        var bench = new GroupBench();
        bench.Connect();
        bench.Rtu.Did.Clear();
        bench.RtuIsLost();
        bench.Wait(0.9);
        Assert.IsEmpty(bench.Rtu.Did);
        bench.Wait(0.2);
        CollectionAssert.AreEqual(new[] { "connect 10.0.0.2:2404" }, bench.Rtu.Did);
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void The_ports_listen_only_while_the_RTU_is_connected()
    {
        var bench = new GroupBench();
        Assert.IsFalse(bench.IsListening);
        Assert.IsNull(bench.Master());
        bench.Connect();
        Assert.IsTrue(bench.IsListening);
        bench.RtuIsLost();
        Assert.IsFalse(bench.IsListening);
    }

    [TestMethod, TestProperty("Rule", "S4")]
    public void When_the_RTU_is_lost_every_master_is_disconnected_within_a_second_and_gets_what_is_queued_first()
    {
        var (bench, m) = GroupBench.Running(3);
        m[0].Room = 1;
        m[1].Room = 0;
        bench.FromRtu(Event(1), Event(2));
        bench.RtuIsLost();
        Assert.IsTrue(m[2].IsClosed);
        Assert.IsFalse(m[0].IsClosed);
        m[0].Room = 5;
        m[0].Confirm(1);
        Assert.IsTrue(m[0].IsClosed);
        CollectionAssert.AreEqual(new[] { Event(1), Event(2) }, m[0].Got);
        Assert.IsFalse(m[1].IsClosed);
        bench.Wait(1.0);
        Assert.IsTrue(m[1].IsClosed);
    }

    [TestMethod, TestProperty("Rule", "S4")]
    public void What_the_socket_has_not_taken_yet_is_written_before_a_master_is_disconnected()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].IsDrained = false;
        bench.RtuIsLost();
        Assert.IsFalse(m[0].IsClosed);
        m[0].IsDrained = true;
        bench.Group.Writable(m[0].Session!);
        bench.Group.Flush();
        Assert.IsTrue(m[0].IsClosed);
    }

    [TestMethod, TestProperty("Rule", "S4"), TestProperty("Rule", "R9")]
    public void A_command_that_waits_when_the_RTU_is_lost_is_never_sent()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Rtu.Room = 0;
        m[0].Ask(Command(1));
        bench.RtuIsLost();
        bench.Rtu.Room = 10;
        bench.Wait(2);
        bench.Connect();
        _ = bench.Master()!.Start();
        bench.RtuStarts();
        Assert.IsEmpty(bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "S5")]
    public void The_RTU_is_started_by_the_first_master_and_stopped_when_the_last_one_has_left_or_stopped()
    {
        var bench = new GroupBench();
        bench.Connect();
        var a = bench.Master()!;
        Assert.DoesNotContain("start", bench.Rtu.Did);
        _ = a.Start();
        var b = bench.Master()!.Start();
        Assert.AreEqual(1, bench.Rtu.Did.Count(d => d == "start"));
        bench.RtuStarts();
        a.Stop();
        Assert.DoesNotContain("stop", bench.Rtu.Did);
        b.Leave();
        Assert.Contains("stop", bench.Rtu.Did);
        _ = a.Start();
        Assert.AreEqual(1, bench.Rtu.Did.Count(d => d == "start"));
        bench.Rtu.Events.Stopped();
        bench.Group.Flush();
        Assert.AreEqual(2, bench.Rtu.Did.Count(d => d == "start"));
    }

    [TestMethod, TestProperty("Rule", "S6")]
    public void A_master_gets_one_end_of_initialization_after_its_first_start_before_anything_else()
    {
        var bench = new GroupBench();
        bench.Connect();
        var m = bench.Master()!.Start();
        bench.RtuStarts();
        bench.FromRtu(Event(1));
        CollectionAssert.AreEqual(new[] { EndOfInitialization(), Event(1) }, m.GotAll);
        m.Confirm(2);
        m.Stop();
        _ = m.Start();
        Assert.IsEmpty(m.GotAll);
    }

    [TestMethod, TestProperty("Rule", "S6")]
    public void One_that_was_stopped_before_its_end_of_initialization_went_out_gets_it_with_the_next_start()
    {
        var bench = new GroupBench();
        bench.Connect();
        var m = bench.Master()!;
        bench.Group.Started(m.Session!);
        m.Stop();
        Assert.IsEmpty(m.GotAll);
        _ = m.Start();
        CollectionAssert.AreEqual(new[] { EndOfInitialization() }, m.GotAll);
    }

    [TestMethod, TestProperty("Rule", "S6")]
    public void The_RTUs_own_end_of_initialization_is_not_forwarded_and_ends_open_requests()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.FromRtu(EndOfInitialization());
        m[0].Ask(Command(1));
        bench.FromRtu(EndOfInitialization());
        Assert.IsEmpty(m[0].GotAll);
        Assert.AreEqual(2u, bench.Rtu.Released);
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        Assert.IsEmpty(m[0].Got);
        Assert.Contains(l => l.StartsWith("RtuInitialized", StringComparison.Ordinal), bench.Log);
    }

    [TestMethod, TestProperty("Rule", "S6"), TestProperty("Rule", "O2")]
    public void An_end_of_initialization_as_a_connections_first_ASDU_is_no_fault_and_a_later_one_is()
    {
        var (bench, _) = GroupBench.Running(1);
        bench.FromRtu(EndOfInitialization());
        Assert.IsEmpty(bench.Group.Snapshot().Faults);
        Assert.Contains(l => l.StartsWith("RtuReady", StringComparison.Ordinal), bench.Log);
        bench.FromRtu(EndOfInitialization());
        Assert.AreEqual(GroupEventKind.RtuInitialized, bench.Group.Snapshot().Faults.Single().Kind);

        // The RTU is lost and comes back: that is told, and its beginning is none besides.
        bench.RtuIsLost();
        bench.Connect();
        bench.RtuStarts();
        bench.FromRtu(EndOfInitialization());
        Assert.AreSequenceEqual([GroupEventKind.MasterClosed, GroupEventKind.RtuLost, GroupEventKind.RtuInitialized], bench.Group.Snapshot().Faults.Select(f => f.Kind));
    }

    [TestMethod, TestProperty("Rule", "S6")]
    public void Where_it_is_allowed_the_RTUs_own_end_of_initialization_reaches_the_masters()
    {
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { ForwardEndOfInitialization = true });
        bench.FromRtu(EndOfInitialization());
        CollectionAssert.AreEqual(new[] { EndOfInitialization() }, m[0].GotAll);
    }

    [TestMethod, TestProperty("Rule", "L2")]
    public void What_is_ignored_of_a_peer_is_counted()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Rtu.Events.Noted("a con came that nobody asked for; ignored");
        bench.Group.Noted(m[0].Session!, "a con came that nobody asked for; ignored");
        Assert.AreEqual(2, bench.Group.Counters.Noted);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public void A_defect_in_a_group_that_has_stopped_does_not_begin_it_anew()
    {
        var bench = new GroupBench();
        bench.Connect();
        bench.Group.Stop();
        bench.Group.Flush();
        bench.Group.Failed(new InvalidOperationException("a defect"));
        bench.Group.Flush();
        bench.Rtu.Did.Clear();
        bench.Wait(30);
        Assert.AreEqual(RtuState.Closed, bench.Group.RtuState);
        Assert.IsEmpty(bench.Rtu.Did);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public void A_clean_stop_sends_STOPDT_act_if_nothing_is_open_and_closes_everything_in_time()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Group.Stop();
        bench.Group.Flush();
        Assert.IsFalse(bench.IsListening);
        Assert.Contains("stop", bench.Rtu.Did);
        bench.Rtu.Events.Stopped();
        bench.Group.Flush();
        Assert.AreEqual(RtuState.Closed, bench.Group.RtuState);
        Assert.IsTrue(m[0].IsClosed);

        var (open, other) = GroupBench.Running(1);
        open.FromRtu(Event(1));
        open.Group.Stop();
        open.Group.Flush();
        Assert.DoesNotContain("stop", open.Rtu.Did);
        open.Wait(2.1);
        Assert.AreEqual(RtuState.Closed, open.Group.RtuState);
        Assert.AreEqual(0u, open.Rtu.Released);
        Assert.IsTrue(other[0].IsClosed);
    }
}
