using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Links;

/// <summary>What holds between two links however their octets are cut and delayed (L1, L3, L4, L5, L7). A seed is a schedule.</summary>
[TestClass]
public sealed class LinkPairTests
{
    private const int Schedules = 100;
    private const int Deeds = 150;

    [TestMethod, TestProperty("Rule", "L1")]
    [DataRow(1, 1)]
    [DataRow(3, 2)]
    [DataRow(12, 8)]
    [DataRow(100, 66)]
    public void Everything_sent_arrives_once_and_in_order_and_both_links_stay_up(int k, int w) =>
        ForEachSchedule(k, w, AcknowledgeTiming.OnReceipt, (pair, schedule) =>
        {
            Assert.IsTrue(pair.IsUp, $"{schedule}: {pair.Controlling.Fault} {pair.Controlled.Fault}");
            Assert.IsTrue(pair.IsDone, schedule);
        });

    [TestMethod, TestProperty("Rule", "D1")]
    public void Everything_arrives_also_when_acknowledgements_wait_for_their_release() =>
        ForEachSchedule(3, 2, AcknowledgeTiming.WhenReleased, (pair, schedule) =>
        {
            Assert.IsTrue(pair.IsUp, $"{schedule}: {pair.Controlling.Fault} {pair.Controlled.Fault}");
            Assert.IsTrue(pair.IsDone, schedule);
        });

    [TestMethod, TestProperty("Rule", "L4")]
    [DataRow(1, 1)]
    [DataRow(3, 2)]
    [DataRow(12, 8)]
    public void Never_more_than_k_are_outstanding_and_k_are(int k, int w)
    {
        var most = 0L;
        ForEachSchedule(k, w, AcknowledgeTiming.OnReceipt, (pair, schedule) =>
        {
            Assert.IsLessThanOrEqualTo(k, pair.Controlling.MostOutstanding, schedule);
            Assert.IsLessThanOrEqualTo(k, pair.Controlled.MostOutstanding, schedule);
            most = Math.Max(most, pair.Controlled.MostOutstanding);
        });
        Assert.AreEqual(k, most);
    }

    [TestMethod, TestProperty("Rule", "L3")]
    public void Sequence_numbers_wrap_twice_and_nothing_is_lost()
    {
        var pair = LinkPair.Started(1, LinkConfig.Default);
        pair.Controlling.Queued = 70_000;
        pair.Controlled.Queued = 70_000;
        pair.RunUntil(() => pair.IsDone);
        Assert.AreEqual(70_000, pair.Controlled.Received);
        Assert.AreEqual(70_000, pair.Controlling.Received);
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void Two_silent_links_test_each_other_and_stay_up()
    {
        var pair = LinkPair.Started(1, LinkBench.Small);
        pair.Run(TimeSpan.FromHours(12));
        Assert.IsTrue(pair.IsUp);
        Assert.IsGreaterThan(12 * 60, pair.Tests);
    }

    [TestMethod, TestProperty("Rule", "L5")]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public void A_dead_wire_closes_both_sides_within_t3_and_t1(bool there, bool back)
    {
        for (var seed = 0; seed < Schedules; seed++)
        {
            var pair = AfterAnything(seed, LinkBench.Small, AcknowledgeTiming.OnReceipt);
            var closedBy = pair.Now + LinkBench.Small.T3 + LinkBench.Small.T1;
            pair.Cut(there, back);
            pair.RunUntil(() => false);

            // Whoever still hears the other closes once the other has.
            var first = pair.Controlling.FaultedAt < pair.Controlled.FaultedAt ? pair.Controlling : pair.Controlled;
            var last = first == pair.Controlling ? pair.Controlled : pair.Controlling;
            Assert.IsTrue(first.FaultedAt <= closedBy, $"seed {seed}: {first.FaultedAt} {closedBy}");
            var lastBy = there && back ? closedBy : closedBy + LinkBench.Small.T3 + LinkBench.Small.T1;
            Assert.IsTrue(last.FaultedAt <= lastBy, $"seed {seed}: {last.FaultedAt} {lastBy}");
        }
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void A_dead_wire_with_something_outstanding_closes_within_t1()
    {
        var pair = LinkPair.Started(1, LinkBench.Small);
        pair.Cut();
        var cut = pair.Now;
        pair.Controlled.Queued = 1;
        pair.RunUntil(() => false);
        Assert.AreEqual(LinkFaultKind.NoAcknowledgement, pair.Controlled.Fault);
        Assert.AreEqual(cut + LinkBench.Small.T1, pair.Controlled.FaultedAt);
        Assert.AreEqual(LinkFaultKind.NoTestConfirmation, pair.Controlling.Fault);
    }

    private static void ForEachSchedule(int k, int w, AcknowledgeTiming timing, Action<LinkPair, string> check)
    {
        for (var seed = 0; seed < Schedules; seed++)
        {
            var pair = AfterAnything(seed, LinkConfig.Default with { K = k, W = w }, timing);
            pair.Finish();
            check(pair, $"seed {seed}");
        }
    }

    private static LinkPair AfterAnything(int seed, LinkConfig config, AcknowledgeTiming timing)
    {
        var pair = new LinkPair(seed, config, timing);
        for (var deed = 0; deed < Deeds; deed++)
        {
            pair.DoAnything();
        }

        return pair;
    }
}
