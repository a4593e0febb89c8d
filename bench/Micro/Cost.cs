namespace Gateway.Bench;

/// <summary>What a part costs once: CPU time of the process, the best of nine rounds, and octets allocated over all of them.</summary>
internal readonly record struct Cost(double Nanoseconds, double Octets)
{
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(150);

    public static Cost Of(Part part)
    {
        var run = part.Make();
        var times = Times(run);
        var best = TimeSpan.MaxValue;
        var octets = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var took = CpuOf(run, times);
            best = took < best ? took : best;
        }

        octets = GC.GetAllocatedBytesForCurrentThread() - octets;
        return new Cost(best.TotalNanoseconds / times, (double)octets / (Rounds * (long)times));
    }

    // As many as fill a round, when it is warm: the compiler has seen what there is to see.
    private static int Times(Action<int> run)
    {
        const int Step = 20_000;
        for (var warm = 0; warm < 10; warm++)
        {
            _ = CpuOf(run, Step);
            Thread.Sleep(20);
        }

        var took = CpuOf(run, 10 * Step);
        return (int)Math.Clamp(10 * Step * (Round / took), Step, 500_000_000);
    }

    private static TimeSpan CpuOf(Action<int> run, int times)
    {
        var before = Environment.CpuUsage.TotalTime;
        run(times);
        return Environment.CpuUsage.TotalTime - before;
    }
}
