using System.Buffers;

namespace Gateway.Host.Traffic;

/// <summary>A group's traffic as a pcapng file: what the ring holds, and, where asked for, what comes in some time from now.</summary>
internal static class Capture
{
    /// <summary>The longest time of one download.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes the file.</summary>
    /// <param name="look">Looks at the traffic once more, so that it goes on; null: the group is gone, or another stands in its place.</param>
    /// <param name="group">For a comment in the file.</param>
    /// <param name="to">Written to without waiting for anybody else.</param>
    /// <param name="record">How long; zero: what the ring holds now.</param>
    public static async Task WriteAsync(Func<TrafficTap?> look, string group, Stream to, TimeSpan record, TimeProvider time, CancellationToken stop)
    {
        if (look() is not { } tap)
        {
            return;
        }

        var output = new ArrayBufferWriter<byte>();
        var pcapng = new PcapngWriter(output);
        pcapng.Begin(group);
        var ring = new byte[tap.Ring.Octets];
        var position = 0L;
        var end = time.GetTimestamp() + (long)(Math.Min(record.TotalSeconds, Longest.TotalSeconds) * time.TimestampFrequency);
        while (true)
        {
            // Asked before it is read: what comes up to the end is in the file.
            var isOver = time.GetTimestamp() >= end || look() != tap;
            position = Add(tap, position, ring, pcapng);
            await to.WriteAsync(output.WrittenMemory, stop);
            await to.FlushAsync(stop);
            output.ResetWrittenCount();
            if (isOver)
            {
                return;
            }

            await Task.Delay(Step, time, stop);
        }
    }

    // Octets that were overwritten before are a gap in the sequence numbers.
    private static long Add(TrafficTap tap, long position, byte[] ring, PcapngWriter pcapng)
    {
        var entries = tap.Ring.Read(position, ring, out var begin);
        var end = begin + entries.Length;
        while (TrafficRing.TryTake(ref entries, out var entry, out var octets))
        {
            if (tap.Find(entry.Connection) is { } connection)
            {
                pcapng.Add(entry, connection, octets);
            }
        }

        return end;
    }
}
