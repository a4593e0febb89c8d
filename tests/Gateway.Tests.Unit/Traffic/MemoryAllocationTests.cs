namespace Gateway.Tests.Unit.Traffic;

/// <summary>An event allocates nothing from the RTU's octets to the masters' octets and back to the RTU's acknowledgement.</summary>
[TestClass]
public sealed class MemoryAllocationTests
{
    private const int WarmUp = 50_000;
    private const int Events = 100_000;
    private const int Rounds = 3;

    [TestMethod]
    public void A_hundred_thousand_events_to_two_masters_allocate_nothing() => Assert.AreEqual(0L, OctetsFor(new MemoryTraffic()));

    [TestMethod]
    public void An_allocation_per_ASDU_is_seen() => Assert.IsGreaterThan(Events, OctetsFor(new MemoryTraffic(new Wasteful())));

    private static long OctetsFor(MemoryTraffic traffic)
    {
        traffic.Send(WarmUp);
        var received = WarmUp;

        // A collection that another thread started may count what is left of this thread's allocation block: the least of a few rounds is ours.
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            traffic.Send(Events);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            received += Events;
        }

        CollectionAssert.AreEqual(new long[] { received, received }, traffic.Received);
        return least;
    }
}
