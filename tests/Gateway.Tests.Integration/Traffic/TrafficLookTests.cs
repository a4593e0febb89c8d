using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Host.Traffic;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>A page that looks again and again reads what is new, and sees what one look at everything would show (O2).</summary>
[TestClass]
public sealed class TrafficLookTests
{
    private const int All = 100_000;
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TrafficFilter[] Filters = [new(), new(), new(AsdusOnly: true), new(Type: 1), new(Peer: "m2"), new(Ioa: 1234)];

    [TestMethod, TestProperty("Rule", "O2")]
    public void Wherever_octets_are_cut_and_looked_at_each_APDU_is_shown_once()
    {
        byte[] octets = [.. Hex.Of("68 04 07 00 00 00"), .. TapBench.I(0, 0, "01 01 03 00 07 00 01 00 00 01"), .. Hex.Of("68 04 01 00 02 00"), .. TapBench.I(1, 0, "01 01 03 00 07 00 02 00 00 01")];
        for (var first = 1; first < octets.Length; first++)
        {
            for (var second = first; second < octets.Length; second++)
            {
                var bench = new TapBench();
                var looker = new Looker(bench.Tap, new TrafficFilter());
                bench.Rtu.Received(octets.AsSpan(0, first), continues: false);
                looker.Look();
                bench.Rtu.Received(octets.AsSpan(first, second - first), continues: true);
                looker.Look();
                bench.Rtu.Received(octets.AsSpan(second), continues: true);
                looker.Look();
                Assert.AreEqual("U I S I", string.Join(' ', looker.Rows.Select(r => r.Format)), $"cut at {first} and {second}");
            }
        }
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Looks_one_after_the_other_show_what_one_look_at_all_shows(int seed)
    {
        var random = new Random(seed);
        var tap = new TrafficTap(TimeProvider.System, new TrafficRing(2 * TrafficRing.DefaultOctets));
        var traffic = new RandomTraffic(seed, tap);

        // More than there are decoders kept for: some begin anew each time.
        Looker[] lookers = [.. Enumerable.Range(0, TrafficDecoders.Most + 4).Select(n => new Looker(tap, Filters[n % Filters.Length]))];
        for (var step = 0; step < 6000; step++)
        {
            traffic.Step();
            if (random.Next(20) == 0)
            {
                lookers[random.Next(lookers.Length)].Look();
            }
        }

        foreach (var looker in lookers)
        {
            looker.Look();
            var full = new TrafficReader(tap, looker.Filter, All).Read();
            Assert.AreEqual((0L, 0L), (looker.Lost, full.Lost));
            CollectionAssert.AreEqual(Text(full.Rows), Text(looker.Rows));
        }

        CollectionAssert.AreEqual(traffic.Whole, Numbers(lookers[0].Rows));
        Assert.IsGreaterThan(100, lookers[0].Rows.Count(r => r.From is not null));
        Assert.IsGreaterThan(20, lookers[0].Rows.Count(r => r.Dropped is not null));
        Assert.IsTrue(lookers.All(l => l.Rows.Count > 0));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow(1)]
    [DataRow(2)]
    public void Who_comes_when_the_ring_has_gone_on_sees_what_is_left_and_knows_that_some_is_not(int seed)
    {
        var random = new Random(seed);
        var bench = new TapBench();
        var traffic = new RandomTraffic(seed, bench.Tap);
        var looker = new Looker(bench.Tap, new TrafficFilter(AsdusOnly: true));
        var gaps = 0;
        for (var look = 0; look < 60; look++)
        {
            for (var step = random.Next(2) == 0 ? 10 : random.Next(4000); step > 0; step--)
            {
                traffic.Step();
            }

            var full = new TrafficReader(bench.Tap, looker.Filter, All).Read(looker.Cursor);
            var before = looker.Rows.Count;
            var lost = looker.Lost;
            looker.Look();
            Assert.AreEqual(full.Lost, looker.Lost - lost);
            gaps += full.Lost > 0 ? 1 : 0;

            // Who goes on knows the beginning of what a newcomer sees the end of.
            AssertWithin(Numbers(full.Rows), Numbers(looker.Rows[before..]));
        }

        Assert.IsGreaterThan(5, gaps);
        Assert.IsLessThan(55, gaps);
        AssertWithin(Numbers(looker.Rows), traffic.Whole);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_look_at_nothing_new_costs_nothing_but_its_answer()
    {
        var bench = new TapBench();
        var traffic = new RandomTraffic(60870, bench.Tap);
        for (var step = 0; step < 500; step++)
        {
            traffic.Step();
        }

        Looker[] lookers = [.. Enumerable.Range(0, TrafficDecoders.Most).Select(_ => new Looker(bench.Tap, new TrafficFilter()))];
        Array.ForEach(lookers, l => l.Look());
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var looker in lookers)
        {
            looker.Look();
        }

        Assert.IsLessThan(4096 * lookers.Length, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "D6")]
    public async Task Lookers_at_the_same_time_have_a_decoder_each()
    {
        var tap = new TrafficTap(TimeProvider.System, new TrafficRing(2 * TrafficRing.DefaultOctets));
        var traffic = new RandomTraffic(60870, tap);
        var isOver = false;
        var looking = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var looker = new Looker(tap, new TrafficFilter());
            for (var last = false; !last;)
            {
                last = Volatile.Read(ref isOver);
                looker.Look();
            }

            return looker;
        })).ToList();
        for (var step = 0; step < 10_000; step++)
        {
            traffic.Step();
        }

        Volatile.Write(ref isOver, true);
        foreach (var looker in await Task.WhenAll(looking))
        {
            CollectionAssert.AreEqual(traffic.Whole, Numbers(looker.Rows));
        }
    }

    private static List<int> Numbers(IEnumerable<TrafficRow> rows) => [.. rows.Where(r => r.Format == "I").Select(r => (int)r.Objects!.Single().Ioa)];

    private static void AssertWithin(List<int> some, List<int> all)
    {
        var at = 0;
        foreach (var number in some)
        {
            at = all.IndexOf(number, at) + 1;
            Assert.IsGreaterThan(0, at, $"{number} is not there, or not in its order");
        }
    }

    // Why one went nowhere stands with it in one look, and behind it in a later one: here always with it.
    private static List<string> Text(IEnumerable<TrafficRow> rows)
    {
        var told = new List<TrafficRow>();
        foreach (var row in rows)
        {
            var of = row.Format != "note" ? -1
                : told.FindLastIndex(r => r.Format == "I" && r.Direction == "received" && r.Dropped is null && r.Peer == row.Peer && r.Hex.EndsWith(row.Hex, StringComparison.Ordinal));
            if (of >= 0)
            {
                told[of] = told[of] with { Dropped = row.Dropped, DroppedBy = row.DroppedBy };
            }
            else
            {
                told.Add(row);
            }
        }

        return [.. told.Select(r => JsonSerializer.Serialize(r, Json))];
    }

    // A page.
    private sealed class Looker(TrafficTap tap, TrafficFilter filter)
    {
        public TrafficFilter Filter => filter;

        public List<TrafficRow> Rows { get; } = [];

        public long? Cursor { get; private set; } = 0;

        public long Lost { get; private set; }

        public void Look()
        {
            var batch = tap.Look(filter, All, Cursor);
            Cursor = batch.Cursor;
            Lost += batch.Lost;
            Rows.AddRange(batch.Rows);
        }
    }
}
