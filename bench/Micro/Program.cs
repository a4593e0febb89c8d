using Gateway.Iec104.Links;
using Gateway.Tests.Unit.Traffic;

// One event through a group in memory, with real links on both sides: what the gateway itself costs, without sockets.
// The RTU's and the masters' own links are part of it, as they are in both columns of a comparison.
var only = args.Length > 0 ? args[0] : "";
foreach (var (masters, k, w) in new[] { (1, 12, 8), (5, 12, 8), (1, 32767, 1000), (5, 32767, 1000) }.Where(r => only.Length == 0 || only == $"{r.Item1},{r.Item2}"))
{
    var traffic = new MemoryTraffic(masters: masters, links: new LinkConfig { K = k, W = w });
    traffic.Send(400_000);
    var best = double.MaxValue;
    var octets = GC.GetAllocatedBytesForCurrentThread();
    const int Rounds = 9;
    const int Events = 400_000;
    for (var round = 0; round < Rounds; round++)
    {
        var before = Environment.CpuUsage.TotalTime;
        traffic.Send(Events);
        best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / Events);
    }

    octets = GC.GetAllocatedBytesForCurrentThread() - octets;
    Console.WriteLine($"masters {masters}  k {k,5}  w {w,4}: {best,7:0.0} ns an event, {best / masters,6:0.0} ns a delivery, {(double)octets / (Rounds * Events):0.000} octets an event");
}
