using Gateway.Abstractions;

namespace Gateway.Tests.Unit.Core;

/// <summary>What an operator does to a master: closes it, or takes it out gently (O2).</summary>
[TestClass]
public sealed class DrainTests
{
    private const string Point = "01 01 03 00 07 00 05 00 00 01";
    private const string Command = "2D 01 06 00 07 00 05 00 00 01";
    private const string Confirmed = "2D 01 07 01 07 00 05 00 00 01";

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_disconnected_master_is_closed_at_once_and_the_others_have_what_it_had()
    {
        var (bench, masters) = GroupBench.Running(2);
        bench.FromRtu(Point);
        Assert.IsTrue(bench.Group.Disconnect(masters[0].Session!.Number));
        bench.Group.Flush();
        Assert.IsTrue(masters[0].IsClosed);
        Assert.IsFalse(masters[1].IsClosed);
        Assert.HasCount(1, masters[1].Got);
        Assert.Contains("MasterClosed: closed: an operator disconnected it", bench.Log);
        Assert.IsFalse(bench.Group.Disconnect(masters[0].Session!.Number));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_drained_master_gets_what_was_queued_and_nothing_new()
    {
        var (bench, masters) = GroupBench.Running(2);
        masters[0].Room = 1;
        bench.FromRtu(Point, Point);
        Drain(bench, masters[0]);
        bench.FromRtu(Point);
        masters[0].Room = 1000;
        bench.Group.Writable(masters[0].Session!);
        bench.Group.Flush();
        Assert.HasCount(2, masters[0].Got);
        Assert.IsFalse(masters[0].IsClosed);
        Assert.IsTrue(bench.Group.Snapshot().Masters[0].IsDraining);

        masters[0].Confirm(2);
        Assert.IsTrue(masters[0].IsClosed);
        Assert.DoesNotContain(l => l.StartsWith("MasterMissed", StringComparison.Ordinal), bench.Log);
        Assert.HasCount(3, masters[1].Got);
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "R4")]
    public void A_drained_masters_open_request_is_answered_and_a_new_one_refused()
    {
        var (bench, masters) = GroupBench.Running(2);
        masters[0].Ask(Command);
        Drain(bench, masters[0]);
        masters[0].Ask("2D 01 06 00 07 00 06 00 00 01");
        Assert.AreEqual("2D 01 47 00 07 00 06 00 00 01", masters[0].Got.Single());
        Assert.Contains(DropReason.Draining, bench.Drops);
        Assert.HasCount(1, bench.Rtu.Sent);

        bench.FromRtu(Confirmed);
        Assert.AreEqual("2D 01 07 00 07 00 05 00 00 01", masters[0].Got.Single());
        Assert.IsFalse(masters[0].IsClosed);
        masters[0].Confirm(2);
        Assert.IsTrue(masters[0].IsClosed);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_drained_master_that_takes_nothing_is_closed_after_30_s_and_what_it_missed_is_told()
    {
        // With received nobody waits for its acknowledgements.
        var (bench, masters) = GroupBench.Running(2, GroupBench.Config with { Acknowledge = Gateway.Abstractions.Configuration.AcknowledgeMode.Received });
        masters[0].Room = 0;
        bench.FromRtu(Point);
        Drain(bench, masters[0]);
        bench.Wait(29);
        Assert.IsFalse(masters[0].IsClosed);
        bench.Wait(2);
        Assert.IsTrue(masters[0].IsClosed);
        Assert.Contains(l => l.StartsWith("MasterMissed: missed 1 events", StringComparison.Ordinal), bench.Log);
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "D4")]
    public void When_the_last_started_master_is_drained_the_RTU_is_stopped_after_it()
    {
        var (bench, masters) = GroupBench.Running(1);
        masters[0].Ask(Command);
        Drain(bench, masters[0]);
        Assert.DoesNotContain("stop", bench.Rtu.Did);
        bench.FromRtu(Confirmed);
        masters[0].Confirm(1);
        Assert.IsTrue(masters[0].IsClosed);
        Assert.Contains("stop", bench.Rtu.Did);
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "S4")]
    public void A_master_that_is_being_drained_leaves_nothing_behind_when_the_RTU_is_lost()
    {
        var (bench, masters) = GroupBench.Running(2);
        masters[0].Room = 0;
        bench.FromRtu(Point);
        Drain(bench, masters[0]);
        bench.RtuIsLost();
        bench.Wait(2);
        Assert.IsTrue(masters[0].IsClosed);
        Assert.IsEmpty(bench.Group.Masters);

        // Its seat is another's now, who is served as ever.
        bench.Connect();
        var next = bench.Master()!.Start();
        bench.RtuStarts();
        bench.FromRtu(Point);
        Assert.HasCount(1, next.Got);
        Assert.IsFalse(next.IsClosed);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_master_that_is_not_started_has_nothing_to_drain()
    {
        var (bench, _) = GroupBench.Running(1);
        var idle = bench.Master()!;
        Drain(bench, idle);
        Assert.IsTrue(idle.IsClosed);
    }

    private static void Drain(GroupBench bench, FakeMaster master)
    {
        Assert.IsTrue(bench.Group.Drain(master.Session!.Number));
        bench.Group.Flush();
    }
}
