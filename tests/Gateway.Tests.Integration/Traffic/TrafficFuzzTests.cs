using System.Text.Json;
using Gateway.Abstractions;
using Gateway.Host.Traffic;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>The live view shows any octets, and never throws.</summary>
[TestClass]
public sealed class TrafficFuzzTests
{
    private const int Rounds = 20_000;

    [TestMethod, TestProperty("Rule", "O2")]
    public void Any_octets_in_any_portions_are_shown_and_none_is_lost()
    {
        var random = new Random(60870);
        var bench = new TapBench();
        var reader = new TrafficReader(bench.Tap, new TrafficFilter(), 1000);
        var types = TypeTable.All;
        var isPartial = false;
        for (var round = 0; round < Rounds; round++)
        {
            var octets = Octets(random, types[random.Next(types.Length)]);
            var cut = random.Next(octets.Length + 1);
            bench.Master.Received(octets.AsSpan(0, cut), isPartial);
            bench.Master.Received(octets.AsSpan(cut), isPartial || cut > 0);
            bench.Rtu.Sent(octets, continues: random.Next(16) == 0);
            if (random.Next(8) == 0)
            {
                bench.Tap.Dropped(default, random.Next(2) == 0 ? null : new MasterId(3), AsduHead.Read(octets.AsSpan(6)), octets.AsSpan(12), (DropReason)random.Next(1, 14));
            }

            isPartial = random.Next(4) == 0;
            var batch = reader.Read();
            Assert.AreEqual((0L, 0L), (batch.Lost, batch.Skipped));
            foreach (var row in batch.Rows)
            {
                Assert.IsGreaterThan(0, JsonSerializer.Serialize(row).Length);
            }
        }
    }

    // Nearly right: one I APDU of zeros, a few of its octets changed, now and then cut or doubled.
    private static byte[] Octets(Random random, TypeEntry type)
    {
        var count = random.Next(1, 4);
        var length = AsduHead.Octets + (count * (3 + type.Octets));
        var octets = new byte[6 + length];
        (octets[0], octets[1], octets[6], octets[7], octets[8]) = (0x68, (byte)(4 + length), (byte)type.Type, (byte)count, (byte)random.Next(48));
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            octets[random.Next(octets.Length)] = (byte)random.Next(256);
        }

        return random.Next(8) switch
        {
            0 => octets[..random.Next(15, octets.Length + 1)],
            1 => [.. octets, .. octets],
            _ => octets,
        };
    }
}
