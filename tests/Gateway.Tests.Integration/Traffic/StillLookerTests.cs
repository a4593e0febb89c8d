using System.IO.Pipelines;
using Gateway.Host.Traffic;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>Whoever looks at a group's octets, and however slowly, the group goes on (O2).</summary>
[TestClass]
public sealed class StillLookerTests
{
    private const int Octets = 4 * TrafficRing.MostOctets;
    private const int Burst = 8;

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task One_who_holds_still_within_a_look_stops_neither_the_events_nor_other_lookers()
    {
        using var isIn = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        var looks = 0;
        var tap = new TrafficTap(TimeProvider.System, new TrafficRing(Octets)
        {
            Copied = () =>
            {
                if (Interlocked.Increment(ref looks) == 1)
                {
                    _ = isIn.Release();
                    Assert.IsTrue(goOn.Wait(Patience.Limit));
                }
            },
        });
        await WithTrafficAsync("127.0.1.87", tap, async events =>
        {
            await events();
            var still = Task.Run(() => tap.Look(new TrafficFilter(), 1000, after: null));
            Assert.IsTrue(await isIn.WaitAsync(Patience.Limit));
            var (head, cursor, last) = (tap.Ring.Head, tap.Ring.Head, 0);
            while (tap.Ring.Head < head + (3 * Octets))
            {
                last = await events();
                var batch = tap.Look(new TrafficFilter(Type: 1), 1000, cursor);
                Assert.AreEqual(0, batch.Lost);
                Assert.AreEqual($"{last}", batch.Rows[^1].Objects!.Single().Ioa.ToString());
                cursor = batch.Cursor;
            }

            // All that it had copied was overwritten before it came to itself.
            goOn.Set();
            var late = await still.WaitAsync(Patience.Limit);
            Assert.IsEmpty(late.Rows);
            var next = tap.Look(new TrafficFilter(Type: 1), 1000, late.Cursor);
            Assert.IsGreaterThan(2 * Octets, next.Lost);
            Assert.IsTrue(next.Rows.All(r => r.Fault is null));
            Assert.AreEqual((uint)last, next.Rows[^1].Objects!.Single().Ioa);
        });
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "D6")]
    public async Task A_download_that_nobody_reads_stops_no_event()
    {
        var tap = new TrafficTap(TimeProvider.System, new TrafficRing(Octets));
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        using var stop = new CancellationTokenSource();
        await WithTrafficAsync("127.0.1.88", tap, async events =>
        {
            await events();
            var download = Capture.WriteAsync(() => tap, "1", pipe.Writer.AsStream(), Capture.Longest, TimeProvider.System, stop.Token);
            var head = tap.Ring.Head;
            while (tap.Ring.Head < head + (2 * Octets))
            {
                _ = await events();
            }

            Assert.IsFalse(download.IsCompleted);
            await stop.CancelAsync();
            _ = await Assert.ThrowsAsync<OperationCanceledException>(() => download);
        });
    }

    // An RTU that sends eight events, a master that gets and acknowledges them; the number of the last one.
    private static async Task WithTrafficAsync(string address, TrafficTap tap, Func<Func<Task<int>>, Task> use)
    {
        await using var line = await StartedLine.OpenAsync(address);
        var (rtuEnd, master) = (line.Rtu, line.Master);
        line.Bench.Groups[0].Watch(tap, TimeSpan.FromHours(1));
        await Patience.UntilAsync(() => tap.Find(2) is not null, "both connections are seen");
        var sent = 0;
        await use(async () =>
        {
            await rtuEnd.SendAsync(string.Join(' ', Enumerable.Range(sent, Burst).Select(n => Hex.Text(TapBench.I(n, 0, Asdu(n + 1))))));
            for (var n = sent; n < sent + Burst; n++)
            {
                Assert.EndsWith(Asdu(n + 1), await master.ApduAsync());
            }

            sent += Burst;
            await master.SendAsync(Hex.Text([0x68, 4, 1, 0, (byte)((sent + 1) << 1), (byte)((sent + 1) >> 7)]));
            return sent;
        });
    }

    private static string Asdu(int ioa) => $"01 01 03 00 07 00 {ioa & 0xFF:X2} {ioa >> 8:X2} 00 01";
}
