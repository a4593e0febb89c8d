using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Rtus;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Rtus;

/// <summary>The moving process, and every type.</summary>
[TestClass]
public sealed class ProcessTests
{
    [TestMethod]
    public void The_same_seed_moves_the_same_and_another_one_otherwise()
    {
        var once = Moves(new MovingProcess(TestRtu.Signals, new RtuProcess(10, 7)), 500);
        CollectionAssert.AreEqual(once, Moves(new MovingProcess(TestRtu.Signals, new RtuProcess(10, 7)), 500));
        CollectionAssert.AreNotEqual(once, Moves(new MovingProcess(TestRtu.Signals, new RtuProcess(10, 8)), 500));
    }

    [TestMethod]
    public void Breakers_operate_by_way_of_the_intermediate_state()
    {
        var moves = Moves(new MovingProcess(TestRtu.Signals, new RtuProcess(10)), 500);
        (uint, double)[] breaker = [.. moves.Where(m => m.Address == 301)];
        Assert.IsGreaterThan(10, breaker.Length);
        for (var n = 0; n < breaker.Length - 1; n += 2)
        {
            Assert.AreEqual(0, breaker[n].Item2);
            Assert.AreEqual(n % 4 == 0 ? 2 : 1, breaker[n + 1].Item2);
        }
    }

    [TestMethod]
    public async Task A_breaker_that_is_on_its_way_when_it_is_stopped_arrives()
    {
        var clock = new HandClock();
        var sent = new List<double>();
        var one = new RtuSignals([TestRtu.Row(1, 301, TypeIdentification.M_DP_TB_1, 301, 1)], []);
        using var motion = new Motion(one, clock, (_, value) => { lock (sent) { sent.Add(value.Number); } });
        motion.Process = new RtuProcess(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Patience.UntilAsync(() => { lock (sent) { return sent.Count > 0; } }, "the first event");
        motion.Process = null;
        CollectionAssert.AreEqual(new double[] { 0, 2 }, sent);

        // At rest: nothing more.
        motion.Process = new RtuProcess(1) { Seed = 2 };
        motion.Process = null;
        Assert.HasCount(2, sent);
    }

    [TestMethod]
    public void Ramps_climb_and_fall_and_walks_wander_both_within_a_fifth()
    {
        var moves = Moves(new MovingProcess(TestRtu.Signals, new RtuProcess(10)), 5000);
        double[] ramp = [.. moves.Where(m => m.Address == 501).Select(m => m.Value)];
        double[] frequency = [.. moves.Where(m => m.Address == 601).Select(m => m.Value)];
        double[] scaled = [.. moves.Where(m => m.Address == 602).Select(m => m.Value)];
        Assert.IsTrue(ramp.All(v => v is >= 3 and <= 7));
        Assert.IsTrue(frequency.All(v => Math.Abs(v - 49.98) <= 10));
        Assert.IsTrue(scaled.All(v => v is >= -12 and <= -8));
        CollectionAssert.AreEqual(new double[] { 6, 7, 6, 5, 4, 3, 4, 5, 6, 7 }, ramp[..10]);
        Assert.IsGreaterThan(10, frequency.Distinct().Count());
    }

    [TestMethod]
    [DataRow(TypeIdentification.M_ME_NA_1, -1, 1)]
    [DataRow(TypeIdentification.M_ST_NA_1, -64, 63)]
    public void What_stands_at_its_types_end_moves_within_the_type(TypeIdentification type, double least, double most)
    {
        var signals = new RtuSignals([.. new[] { least, least, most, most }.Select((value, at) => TestRtu.Row(at, at, type, (uint)at + 1, value))], []);
        var moves = Moves(new MovingProcess(signals, new RtuProcess(10)), 1000);
        Assert.IsTrue(moves.All(m => ObjectWriter.WhyNot(type, m.Value) is null));
    }

    [TestMethod]
    public void What_was_set_far_from_its_value_in_the_file_comes_back()
    {
        var signals = new RtuSignals([TestRtu.Row(1, 1, TypeIdentification.M_ME_NB_1, 1, 100), TestRtu.Row(2, 2, TypeIdentification.M_ME_NB_1, 2, 100)], []);
        var moves = Moves(new MovingProcess(signals, new RtuProcess(10), _ => 1000), 5000);
        Assert.IsTrue(moves.TakeLast(500).All(m => m.Value is >= 80 and <= 120));
    }

    [TestMethod]
    public void One_index_alone_moves_and_no_further_than_told()
    {
        var moves = Moves(new MovingProcess(TestRtu.Signals, new RtuProcess(10) { Index = 601, Reach = 0.01 }), 500);
        Assert.IsTrue(moves.All(m => m.Address == 601 && Math.Abs(m.Value - 49.98) <= 0.5));
        Assert.IsGreaterThan(10, moves.Distinct().Count());
    }

    [TestMethod]
    public void The_pace_has_no_drift()
    {
        var process = new MovingProcess(TestRtu.Signals, new RtuProcess(2.5));
        var made = 0;
        for (var tick = 1; tick <= 1000; tick++)
        {
            made += process.TakeDue(TimeSpan.FromMilliseconds(tick * 17));
            Assert.AreEqual((int)(2.5 * tick * 0.017), made);
        }

        Assert.AreEqual(2500 - made, process.TakeDue(TimeSpan.FromSeconds(1000)));
    }

    [TestMethod]
    public void Without_signals_nothing_moves() =>
        Assert.AreEqual(0, new MovingProcess(RtuSignals.None, new RtuProcess(1000)).TakeDue(TimeSpan.FromHours(1)));

    [TestMethod]
    public async Task A_moving_RTU_sends_until_it_is_told_to_stop()
    {
        var clock = new HandClock();
        await using var rtu = TestRtu.Start(time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        rtu.Process = new RtuProcess(40);
        clock.Advance(TimeSpan.FromSeconds(5));
        await master.GetsAsync("spontaneous", 200);
        rtu.Process = null;
        clock.Advance(TimeSpan.FromSeconds(5));
        await master.SettleAsync(TestRtu.Number);
        Assert.HasCount(200, master.Of("spontaneous"));
    }

    [TestMethod]
    public async Task What_was_stopped_and_moves_again_goes_on_from_where_it_stands()
    {
        var clock = new HandClock();
        var one = new RtuSignals([TestRtu.Row(1, 701, TypeIdentification.M_IT_TB_1, 701, 1000)], []);
        await using var rtu = TestRtu.Start(one, time: clock);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        for (var moves = 1; moves <= 2; moves++)
        {
            rtu.Process = new RtuProcess(1);
            clock.Advance(TimeSpan.FromSeconds(1));
            await master.GetsAsync("spontaneous", moves);
            rtu.Process = null;
        }

        await rtu.SendAsync(TypeIdentification.M_IT_TB_1, new(701), 5000);
        rtu.Process = new RtuProcess(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await master.GetsAsync("spontaneous", 4);

        // M_IT_TB_1 spontaneous CA 32 IOA 701 = 1001 ...
        Assert.AreEqual("1001 1002 5000 5001", string.Join(' ', master.Of("spontaneous").Select(asdu => asdu.Split(' ')[7])));
    }

    [TestMethod]
    public async Task Every_type_identification_can_be_sent()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var expected = new List<string>();
        foreach (var type in TypeTable.All)
        {
            await rtu.SendAsync(type.Type, new(9), type.HasSegment ? Octets("01000102AABB") : 1, Quality.Invalid);
            expected.Add($"{type.Name} spontaneous CA 32 IOA 9");
        }

        await rtu.SendAsync((TypeIdentification)200, new(9), Octets("C0FFEE"));
        expected.Add("type 200 spontaneous CA 32 SQ 0 N 1: 090000C0FFEE");
        await master.GetsAsync("type 200");
        var got = master.Got[1..];
        Assert.HasCount(expected.Count, got);
        for (var n = 0; n < got.Length; n++)
        {
            StringAssert.StartsWith(got[n], expected[n]);
        }
    }

    [TestMethod]
    [DataRow(TypeIdentification.M_SP_NA_1, 2, "a value of M_SP_NA_1 is a whole number from 0 to 1")]
    [DataRow(TypeIdentification.M_ME_NA_1, 1.5, "a value of M_ME_NA_1 is a number from -1 to 1")]
    [DataRow(TypeIdentification.M_ST_NA_1, 64, "a value of M_ST_NA_1 is a whole number from -64 to 63")]
    [DataRow(TypeIdentification.F_SG_NA_1, 1, "octet by octet")]
    [DataRow((TypeIdentification)200, 1, "nothing is known of type 200")]
    public async Task A_value_that_does_not_fit_its_type_is_told(TypeIdentification type, double value, string why)
    {
        await using var rtu = TestRtu.Start();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => rtu.SendAsync(type, new(9), value));
        Assert.Contains(why, error.Message);
    }

    [TestMethod]
    public async Task Fifty_RTUs_share_their_threads()
    {
        var before = System.Diagnostics.Process.GetCurrentProcess().Threads.Count;
        var rtus = Enumerable.Range(1, 50).Select(n => TestRtu.Start(config: TestRtu.Config with { Number = new((ushort)n), Name = $"RTU {n}" })).ToArray();
        try
        {
            var masters = await Task.WhenAll(rtus.Select(r => TestMaster.StartAsync(r.Ports[0])));
            Assert.IsLessThan(before + 40, System.Diagnostics.Process.GetCurrentProcess().Threads.Count);
            foreach (var (rtu, master) in rtus.Zip(masters))
            {
                Assert.AreEqual(6, (await master.Station.InterrogateAsync(rtu.Number).WaitAsync(Patience.Limit)).Objects);
                await master.DisposeAsync();
            }
        }
        finally
        {
            foreach (var rtu in rtus)
            {
                await rtu.DisposeAsync();
            }
        }
    }

    private static (uint Address, double Value)[] Moves(MovingProcess process, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => process.Next()).Select(m => (m.Row.Object.Value, m.Value.Number))];

    private static SignalValue Octets(string hex) => new(0, Convert.FromHexString(hex));
}
