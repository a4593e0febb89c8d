using System.Net;
using Gateway.Host.Traffic;
using Gateway.Tests.Integration.Sessions;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>A group's octets are looked at on demand and for a time, and what the view shows is what passed (O2).</summary>
[TestClass]
public sealed class TrafficWatchesTests
{
    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_live_group_shows_both_sides_what_was_rewritten_and_what_went_nowhere()
    {
        await using var line = await StartedLine.OpenAsync("127.0.1.91");
        var (rtuEnd, master, bench) = (line.Rtu, line.Master, line.Bench);

        // Connections that stood already are seen from the first look on.
        var watches = new TrafficWatches(() => bench.Groups, TimeProvider.System);
        Assert.IsNull(watches.Look("2"));
        var tap = watches.Look("1")!;
        await Patience.UntilAsync(() => tap.Find(2) is not null, "both connections are seen");
        await master.SendAsync("68 0E 00 00 02 00 2D 01 06 00 07 00 05 00 00 01");
        await rtuEnd.ExpectAsync("68 0E 00 00 00 00 2D 01 06 01 07 00 05 00 00 01");
        await master.SendAsync("68 0E 02 00 02 00 01 01 03 00 07 00 05 00 00 01");
        Assert.IsTrue(await master.IsServedAsync());

        var rows = new TrafficReader(tap, new TrafficFilter(AsdusOnly: true), 100).Read().Rows;
        Assert.HasCount(3, rows);
        Assert.AreEqual(("master", "received", "C_SC_NA_1", null), (rows[0].Side, rows[0].Direction, rows[0].TypeName, rows[0].Dropped));
        Assert.AreEqual(("rtu", "sent", "OA 0 -> 1"), (rows[1].Side, rows[1].Direction, rows[1].Rewritten));
        Assert.AreEqual(("M_SP_NA_1", "R2"), (rows[2].TypeName, rows[2].DroppedBy));
        Assert.AreSame(tap, watches.Look("1"));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task Some_time_after_the_last_look_nothing_is_copied_any_more()
    {
        using var rtu = new WireRtu("127.0.1.92");
        rtu.Listen();
        await using var bench = new SessionBench(SessionBench.Config(rtu.Local));
        using var rtuEnd = await rtu.AcceptAsync();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tap = new TrafficTap(TimeProvider.System, new TrafficRing(), _ => ended.TrySetResult());
        bench.Groups[0].Watch(tap, TimeSpan.FromMilliseconds(50));
        await ended.Task.WaitAsync(Patience.Limit);
        var head = tap.Ring.Head;
        Assert.IsTrue(await rtuEnd.IsServedAsync());
        Assert.AreEqual(head, tap.Ring.Head);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task So_many_groups_are_looked_at_at_once_and_no_more()
    {
        using var rtu = new WireRtu("127.0.1.94");
        var config = SessionBench.Config(rtu.Local);
        await using var bench = new SessionBench([.. Enumerable.Range(0, TrafficWatches.Most + 1).Select(i => config with
        {
            Id = $"{i}",
            Ports = [config.Ports[0] with { Listen = new IPEndPoint(IPAddress.Loopback, 0) }],
        })]);
        var watches = new TrafficWatches(() => bench.Groups, TimeProvider.System);
        for (var i = 0; i < TrafficWatches.Most; i++)
        {
            Assert.IsNotNull(watches.Look($"{i}"));
        }

        Assert.IsNull(watches.Look($"{TrafficWatches.Most}"));
        Assert.IsTrue(watches.Knows($"{TrafficWatches.Most}"));
        Assert.IsNotNull(watches.Look("0"));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_group_that_is_gone_is_forgotten()
    {
        using var rtu = new WireRtu("127.0.1.93");
        await using var bench = new SessionBench(SessionBench.Config(rtu.Local));
        var groups = bench.Groups;
        var watches = new TrafficWatches(() => groups, TimeProvider.System);
        Assert.IsNotNull(watches.Look("1"));
        Assert.AreEqual(1, watches.Count);
        groups = [];
        Assert.IsNull(watches.Look("1"));
        Assert.AreEqual(0, watches.Count);
    }
}
