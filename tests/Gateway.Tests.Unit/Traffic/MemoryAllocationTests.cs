namespace Gateway.Tests.Unit.Traffic;

/// <summary>An event allocates nothing from the RTU's octets to the masters' octets and back to the RTU's acknowledgement.</summary>
[TestClass]
public sealed class MemoryAllocationTests
{
    private const int WarmUp = 50_000;
    private const int Events = 100_000;

    [TestMethod]
    public void A_hundred_thousand_events_to_two_masters_allocate_nothing() => Assert.AreEqual(0L, OctetsFor(new MemoryTraffic()));

    [TestMethod]
    public void An_allocation_per_ASDU_is_seen() => Assert.IsGreaterThan(Events, OctetsFor(new MemoryTraffic(new Wasteful())));

    private static long OctetsFor(MemoryTraffic traffic)
    {
        traffic.Send(WarmUp);
        var before = GC.GetAllocatedBytesForCurrentThread();
        traffic.Send(Events);
        var octets = GC.GetAllocatedBytesForCurrentThread() - before;
        CollectionAssert.AreEqual(new long[] { WarmUp + Events, WarmUp + Events }, traffic.Received);
        return octets;
    }
}
