using Gateway.Abstractions;
using Gateway.Host.Traffic;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>The ring of octets: bounded, whole for its readers, free of allocations for its writer (O2, D6).</summary>
[TestClass]
public sealed class TrafficRingTests
{
    private const int Octets = 4 * TrafficRing.MostOctets;

    [TestMethod, TestProperty("Rule", "O2")]
    public void The_oldest_entries_make_room_and_the_others_stay_whole()
    {
        var ring = new TrafficRing(Octets);
        var random = new Random(60870);
        for (var n = 0; n < 3000; n++)
        {
            var octets = new byte[random.Next(1, TrafficRing.MostOctets + 1)];
            Array.Fill(octets, (byte)n);
            ring.Write(new TrafficEntry(octets.Length, TrafficKind.Sent, Continues: false, n, n, (uint)n), octets);
            using var copy = ring.Read(0);
            Assert.AreEqual(ring.Head, copy.End);
            var last = AssertWhole(copy.Entries.Span);
            Assert.AreEqual(n, last);
        }
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void What_is_overwritten_while_it_is_copied_is_not_given()
    {
        var more = 0;
        TrafficRing? ring = null;
        ring = new TrafficRing(Octets) { Copied = () => Fill(ring!, 100, more) };
        Fill(ring, 0, 100);
        foreach (var count in new[] { 0, 1, 10, 20, 1000 })
        {
            more = count;
            var before = ring.Head;
            using var copy = ring.Read(0);
            Assert.AreEqual(before, copy.End);
            more = 0;
            using var then = ring.Read(0);
            Assert.AreEqual(Math.Min(then.Begin, before), copy.Begin, "what is given is still in the ring");
        }

        static void Fill(TrafficRing ring, int from, int count)
        {
            for (var n = from; n < from + count; n++)
            {
                ring.Write(new TrafficEntry(3000, TrafficKind.Sent, Continues: false, n, n, 0), new byte[3000]);
            }
        }
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task Written_to_while_it_is_read_it_gives_whole_entries_only()
    {
        const int Entries = 400_000;
        var ring = new TrafficRing(Octets);
        var isOver = false;
        var writer = Task.Run(() =>
        {
            Span<byte> octets = stackalloc byte[600];
            for (var n = 0; n < Entries; n++)
            {
                var part = octets[..((n % 600) + 1)];
                part.Fill((byte)n);
                ring.Write(new TrafficEntry(part.Length, TrafficKind.Received, Continues: false, n, n, (uint)n), part);
            }

            Volatile.Write(ref isOver, true);
        });
        var position = 0L;
        var last = -1;
        while (last < Entries - 1)
        {
            var wasOver = Volatile.Read(ref isOver);
            position = ReadOn(ring, position, ref last);
            Assert.IsTrue(last == Entries - 1 || !wasOver);
        }

        await writer;
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void Its_writer_allocates_nothing()
    {
        var bench = new TapBench();
        var apdu = TapBench.I(0, 0, "01 01 03 00 07 00 01 00 00 01");
        Write(1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(10_000);
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());

        void Write(int times)
        {
            for (var n = 0; n < times; n++)
            {
                bench.Rtu.Received(apdu, continues: false);
                bench.Master.Sent(apdu, continues: false);
            }
        }
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void Connections_that_closed_long_ago_are_forgotten()
    {
        var bench = new TapBench();
        for (var n = 0; n < 5000; n++)
        {
            bench.Tap.Seen(bench.Tap.Find(2)! with { Master = new MasterId((byte)n) }).Closed();
        }

        Assert.IsNull(bench.Tap.Find(3));
        Assert.IsNotNull(bench.Tap.Find(2));
        Assert.IsNotNull(bench.Tap.Find(5002));
    }

    private static long ReadOn(TrafficRing ring, long position, ref int last)
    {
        using var copy = ring.Read(position);
        last = copy.Entries.IsEmpty ? last : AssertWhole(copy.Entries.Span);
        return copy.End;
    }

    // Numbered one by one; its octets are its number.
    private static int AssertWhole(ReadOnlySpan<byte> entries)
    {
        var last = -1;
        while (TrafficRing.TryTake(ref entries, out var entry, out var octets))
        {
            Assert.IsTrue(last < 0 || entry.Connection == last + 1, "in their order, none left out");
            Assert.IsFalse(octets.ContainsAnyExcept((byte)entry.Connection), "as they were written");
            Assert.AreEqual((long)entry.Connection, entry.UtcTicks);
            last = entry.Connection;
        }

        Assert.IsTrue(entries.IsEmpty);
        return last;
    }
}
