using System.Buffers;

namespace Gateway.Host.Traffic;

/// <summary>A group's traffic as a pcapng file: what the ring holds, and, where asked for, what comes in some time from now.</summary>
internal static class Capture
{
    /// <summary>The longest time of one download.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // So much of the file is made at once.
    private const int Chunk = 64 * 1024;

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

        var output = new ArrayBufferWriter<byte>(2 * Chunk);
        var pcapng = new PcapngWriter(output, tap.Find);
        pcapng.Begin(group);
        var position = 0L;
        var end = time.GetTimestamp() + (long)(Math.Min(record.TotalSeconds, Longest.TotalSeconds) * time.TimestampFrequency);
        while (true)
        {
            // Asked before it is read: what comes up to the end is in the file.
            var isOver = time.GetTimestamp() >= end || look() != tap;

            // Octets that were overwritten before are a gap in the sequence numbers.
            using (var copy = tap.Ring.Read(position))
            {
                position = copy.End;
                for (var entries = copy.Entries; AddSome(ref entries, pcapng, output) || output.WrittenCount > 0; output.ResetWrittenCount())
                {
                    await to.WriteAsync(output.WrittenMemory, stop);
                }
            }

            await to.FlushAsync(stop);
            if (isOver)
            {
                return;
            }

            await Task.Delay(Step, time, stop);
        }
    }

    // A chunk of the file; whether there are more entries.
    private static bool AddSome(ref ReadOnlyMemory<byte> entries, PcapngWriter pcapng, ArrayBufferWriter<byte> output)
    {
        var left = entries.Span;
        while (output.WrittenCount < Chunk && TrafficRing.TryTake(ref left, out var entry, out var octets))
        {
            pcapng.Add(entry, octets);
        }

        entries = entries[^left.Length..];
        return !left.IsEmpty;
    }
}
