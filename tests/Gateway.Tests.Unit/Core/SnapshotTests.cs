using Gateway.Abstractions;
using Gateway.Core.Groups;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Core;

/// <summary>What a group tells of itself (O2).</summary>
[TestClass]
public sealed class SnapshotTests
{
    private const string Point = "01 01 03 00 07 00 05 00 00 01";
    private const string Interrogation = "64 01 06 00 07 00 00 00 00 14";
    private const string Select = "2D 01 06 00 07 00 05 00 00 81";
    private const string Selected = "2D 01 07 01 07 00 05 00 00 81";

    [TestMethod, TestProperty("Rule", "O2")]
    public void The_RTUs_state_is_told_with_its_beginning_and_its_host()
    {
        var bench = new GroupBench();
        bench.Connect();
        var since = bench.Now;
        bench.Wait(5);
        var rtu = bench.Group.Snapshot().Rtu;
        Assert.AreEqual(RtuState.Connected, rtu.State);
        Assert.AreEqual(since, rtu.Since);
        Assert.AreEqual("10.0.0.1:2404", rtu.Host?.ToString());
        Assert.AreEqual(0, rtu.FailedAttempts);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_queue_is_told_with_the_age_of_its_oldest_event()
    {
        var (bench, masters) = GroupBench.Running(2);
        masters[0].Room = 0;
        var came = bench.Now;
        bench.FromRtu(Point);
        bench.Wait(2);
        bench.FromRtu(Point);
        var snapshot = bench.Group.Snapshot();
        var (slow, fast) = (snapshot.Masters[0], snapshot.Masters[1]);
        Assert.AreEqual((2, 0), (slow.Queued, slow.Unacknowledged));
        Assert.AreEqual(came, slow.OldestQueued);
        Assert.AreEqual((0, 2), (fast.Queued, fast.Unacknowledged));
        Assert.IsNull(fast.OldestQueued);
        Assert.AreEqual(2, snapshot.Rtu.Unacknowledged);
        Assert.AreEqual(came, snapshot.Rtu.OldestUnacknowledged);

        // The RTU is told of the first as soon as one master has acknowledged it.
        masters[1].Confirm(1);
        Assert.AreEqual(1, bench.Group.Snapshot().Rtu.Unacknowledged);
        Assert.AreEqual(came + TimeSpan.FromSeconds(2), bench.Group.Snapshot().Rtu.OldestUnacknowledged);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void Of_a_very_long_queue_the_age_is_never_too_small()
    {
        var (bench, masters) = GroupBench.Running(2, GroupBench.Config with { BufferSize = 1000 });
        masters[0].Room = 0;
        var came = bench.Now;
        for (var i = 0; i < 200; i++)
        {
            bench.FromRtu(Point);
            masters[1].Confirm(1);
            bench.Wait(0.1);
        }

        var slow = bench.Group.Snapshot().Masters[0];
        Assert.AreEqual(200, slow.Queued);
        Assert.AreEqual(came, slow.OldestQueued);

        // 100 are taken: what is the oldest now came 10 s after the first.
        masters[0].Room = 100;
        bench.Group.Writable(masters[0].Session!);
        bench.Group.Flush();
        var oldest = bench.Group.Snapshot().Masters[0].OldestQueued!.Value - came;
        Assert.IsLessThanOrEqualTo(TimeSpan.FromSeconds(10), oldest);
        Assert.IsGreaterThan(TimeSpan.FromSeconds(8), oldest);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void Requests_are_told_with_who_asked()
    {
        var (bench, masters) = GroupBench.Running(3);
        masters[0].Ask(Interrogation);
        masters[1].Ask(Interrogation);
        masters[2].Ask("64 01 06 00 07 00 00 00 00 15");
        var snapshot = bench.Group.Snapshot();
        var open = snapshot.Open.Single();
        Assert.AreEqual((TypeIdentification.C_IC_NA_1, 20u), (open.Type, open.Key.Detail));
        Assert.HasCount(2, open.Askers);
        Assert.AreEqual(masters[0].Session!.Name, open.Askers[0]);
        Assert.AreEqual(masters[2].Session!.Name, snapshot.Waiting.Single().Askers.Single());
        Assert.IsNull(snapshot.Waiting.Single().LastSign);
        Assert.AreEqual((1, 1), (snapshot.OpenRequests, snapshot.WaitingRequests));
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "R7")]
    public void A_selected_point_is_told_with_its_owner_and_its_end()
    {
        var (bench, masters) = GroupBench.Running(2);
        masters[1].Ask(Select);
        bench.FromRtu(Selected);
        var selected = bench.Group.Snapshot().Selected.Single();
        Assert.AreEqual((7, 5u), (selected.CommonAddress.Value, selected.Address.Value));
        Assert.AreEqual(masters[1].Session!.Name, selected.Owner);
        Assert.AreEqual(bench.Now + GroupBench.Config.SelectTimeout, selected.Until);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void Faults_are_told_newest_first_and_repeated_ones_as_one()
    {
        var (bench, _) = GroupBench.Running(1);
        bench.Rtu.Events.Noted("odd");
        bench.Wait(1);
        bench.Rtu.Events.Noted("odd");
        bench.RtuIsLost("gone");
        var faults = bench.Group.Snapshot().Faults;
        Assert.AreEqual((GroupEventKind.RtuNoted, "odd", 2), (faults[^1].Kind, faults[^1].What, faults[^1].Times));
        Assert.AreEqual(bench.Now, faults[^1].At);
        Assert.Contains(f => f.Kind == GroupEventKind.RtuLost && f.What == "Disconnected: gone", faults);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_slow_master_that_keeps_coming_back_leaves_the_other_faults_their_place()
    {
        var (bench, _) = GroupBench.Running(1);
        bench.Rtu.Events.Noted("odd");
        for (var i = 1; i <= 20; i++)
        {
            var slow = bench.Master("10.1.1.99", peerPort: 50_000 + i)!.Start();
            slow.Room = 0;
            bench.FromRtu([.. Enumerable.Repeat(Point, i)]);
            Assert.IsTrue(bench.Group.Disconnect(slow.Session!.Number));
            bench.Group.Flush();
        }

        var faults = bench.Group.Snapshot().Faults;
        Assert.AreEqual("MasterClosed 20, MasterMissed 20, RtuNoted 1", string.Join(", ", faults.Select(f => $"{f.Kind} {f.Times}").Order(StringComparer.Ordinal)));
        Assert.Contains(f => f.What.StartsWith("missed 20 events", StringComparison.Ordinal) && f.Peer.EndsWith(":50020", StringComparison.Ordinal), faults);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void What_a_master_that_is_being_closed_still_sends_is_counted()
    {
        var (bench, masters) = GroupBench.Running(1);
        bench.Group.Received(masters[0].Session!, new AsduView(Hex.Of("2D 02 06 00 07 00 05 00 00 01")));
        bench.Group.Received(masters[0].Session!, new AsduView(Hex.Of("2D 01 06 00 07 00 05 00 00 01")));
        bench.Group.Flush();
        Assert.IsTrue(masters[0].IsClosed);
        Assert.AreEqual(2, bench.Group.Counters.FromMasters);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.AskerGone));
        Assert.Contains(DropReason.AskerGone, bench.Drops);
        Assert.IsEmpty(bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "D6"), TestProperty("Rule", "O2")]
    public void Of_many_faults_the_last_16_are_kept()
    {
        var (bench, _) = GroupBench.Running(1);
        for (var i = 0; i < 100; i++)
        {
            bench.Rtu.Events.Noted($"odd {i}");
        }

        var faults = bench.Group.Snapshot().Faults;
        Assert.HasCount(16, faults);
        Assert.AreEqual("odd 99", faults[0].What);
    }
}
