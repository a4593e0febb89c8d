using System.Buffers;

namespace Gateway.Host.Traffic;

/// <summary>Entries of a ring as they stood at one moment, in a buffer that goes back to the pool: used by one caller, disposed once.</summary>
/// <param name="begin">The position of the first entry.</param>
/// <param name="entries">Whole entries, within <paramref name="rented"/>.</param>
internal sealed class TrafficCopy(long begin, ReadOnlyMemory<byte> entries, byte[] rented) : IDisposable
{
    public long Begin => begin;

    /// <summary>Where the next reading goes on.</summary>
    public long End => begin + entries.Length;

    /// <summary>To be taken one by one (<see cref="TrafficRing.TryTake"/>); valid until it is disposed.</summary>
    public ReadOnlyMemory<byte> Entries => entries;

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented);
}
