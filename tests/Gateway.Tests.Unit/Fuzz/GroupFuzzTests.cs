using Gateway.Tests.Unit.Core;

namespace Gateway.Tests.Unit.Fuzz;

/// <summary>A group that gets anything from its RTU and its masters goes on, and holds no more than its configuration allows (D6).</summary>
[TestClass]
public sealed class GroupFuzzTests
{
    private const int Steps = 200_000;
    private const int Masters = 4;

    [TestMethod, TestProperty("Rule", "D6"), TestProperty("Rule", "R2"), TestProperty("Rule", "R11"), TestProperty("Rule", "O4")]
    public void A_group_survives_any_ASDUs_and_stays_bounded()
    {
        var random = FuzzRuns.Random();
        var maker = new OctetMaker(random);
        var bench = new GroupBench();
        var masters = new FakeMaster?[Masters];
        bench.Connect();
        var steps = FuzzRuns.Count(Steps);
        var mostStored = 0;
        for (var step = 0; step < steps; step++)
        {
            var n = random.Next(Masters);
            if (masters[n] is null or { IsClosed: true })
            {
                masters[n] = bench.Master($"10.1.1.{n + 2}")?.Start();
            }

            switch (random.Next(10))
            {
                case < 4:
                    bench.FromRtu(Hex.Text(maker.Asdu()));
                    break;
                case < 7:
                    masters[n]?.Ask(Hex.Text(maker.Asdu()));
                    break;
                case 7:
                    masters[n]?.Confirm(random.Next(10));
                    break;
                case 8:
                    bench.Wait(random.NextDouble());
                    break;
                default:
                    Happen(bench, masters[n], random.Next(40));
                    break;
            }

            _ = masters[n]?.GotAll;
            bench.Rtu.Sent.Clear();
            bench.Rtu.Did.Clear();
            bench.Log.Clear();
            bench.Drops.Clear();
            bench.Ends.Clear();
            mostStored = Math.Max(mostStored, bench.Group.Stored);
        }

        // What waits for each master, what it asked, what the RTU may have outstanding, what is over but may still be answered.
        var buffer = GroupBench.Config.BufferSize;
        Assert.IsLessThan((Masters * ((3 * buffer) + 12)) + 1024 + 32, mostStored);
        foreach (var master in masters)
        {
            if (master is { IsClosed: false })
            {
                master.Leave();
            }
        }

        bench.RtuIsLost();
        Assert.AreEqual(0, bench.Group.Stored);
        Assert.AreEqual(0, bench.Group.Unacknowledged);

        // O4: each command has ended, and once.
        Assert.IsEmpty(bench.OpenCommands);
    }

    private static void Happen(GroupBench bench, FakeMaster? master, int what)
    {
        switch (what)
        {
            case 0:
                bench.RtuIsLost();
                bench.Wait(1.2);
                bench.Connect();
                break;
            case 1:
                bench.Connect();
                break;
            case 2 when master is { IsClosed: false }:
                master.Leave();
                break;
            case 3 when master is { IsClosed: false }:
                master.Stop();
                break;
            case 4 when master is not null:
                master.Room = 3;
                break;
            case 5 when master is not null:
                master.Room = 1000;
                break;
            case < 20:
                bench.RtuStarts();
                break;
            default:
                break;
        }
    }
}
