using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Host.Traffic;

/// <summary>
/// The last octets of a group's connections, of bounded size: the oldest entries make room for new ones. One writer, the group's turn, which never
/// waits and allocates nothing; any number of readers, who copy, and then look how much of the copy was overwritten meanwhile.
/// <para>Positions count octets since the beginning; an entry begins at each position that is handed out.</para>
/// </summary>
internal sealed class TrafficRing
{
    public const int DefaultOctets = 1024 * 1024;

    /// <summary>The longest entry: longer reads are written as several.</summary>
    public const int MostOctets = 16 * 1024;

    private static readonly int HeadOctets = Unsafe.SizeOf<TrafficEntry>();

    private readonly byte[] _octets;
    private readonly int _mask;

    // Whole entries stand from _tail to _head.
    private long _tail;
    private long _head;

    /// <param name="octets">A power of two, four of the longest entries at least.</param>
    public TrafficRing(int octets = DefaultOctets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(octets, 4 * MostOctets);
        ArgumentOutOfRangeException.ThrowIfNotEqual(BitOperations.IsPow2(octets), other: true, nameof(octets));
        _octets = GC.AllocateUninitializedArray<byte>(octets);
        _mask = octets - 1;
    }

    /// <summary>Runs between a reader's copy and its look at what was overwritten meanwhile, for tests.</summary>
    public Action? Copied { get; init; }

    /// <summary>Its size.</summary>
    public int Octets => _octets.Length;

    /// <summary>Where the next entry will begin.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>Adds an entry; its <see cref="TrafficEntry.Length"/> is the length of both parts.</summary>
    public void Write(in TrafficEntry entry, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        var head = _head;
        var end = head + HeadOctets + first.Length + second.Length;
        if (end - _tail > _octets.Length)
        {
            MakeRoom(end - _octets.Length);
        }

        Put(head, MemoryMarshal.AsBytes(new ReadOnlySpan<TrafficEntry>(in entry)));
        Put(head + HeadOctets, first);
        Put(head + HeadOctets + first.Length, second);
        Volatile.Write(ref _head, end);
    }

    /// <summary>Copies the entries from a position on: as much as there is, no more.</summary>
    /// <param name="from">0, or an end that was told before.</param>
    /// <returns>It begins beyond <paramref name="from"/> where some are overwritten already.</returns>
    public TrafficCopy Read(long from)
    {
        // In this order: never is there more between them than the ring holds.
        var head = Volatile.Read(ref _head);
        var tail = Volatile.Read(ref _tail);
        var begin = Math.Min(Math.Max(from, tail), head);
        var length = (int)(head - begin);
        var to = ArrayPool<byte>.Shared.Rent(length);
        var at = (int)(begin & _mask);
        var upToTheEnd = Math.Min(length, _octets.Length - at);
        _octets.AsSpan(at, upToTheEnd).CopyTo(to);
        _octets.AsSpan(0, length - upToTheEnd).CopyTo(to.AsSpan(upToTheEnd));

        Copied?.Invoke();

        // What was overwritten while it was copied lies before the tail as it is now.
        Interlocked.MemoryBarrier();
        var overwritten = (int)Math.Clamp(Volatile.Read(ref _tail) - begin, 0, length);
        return new TrafficCopy(begin + overwritten, to.AsMemory(overwritten, length - overwritten), to);
    }

    /// <summary>Takes the first entry off entries that were read.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> entries, out TrafficEntry entry, out ReadOnlySpan<byte> octets)
    {
        if (entries.Length < HeadOctets)
        {
            entry = default;
            octets = default;
            return false;
        }

        entry = MemoryMarshal.Read<TrafficEntry>(entries);
        octets = entries.Slice(HeadOctets, entry.Length);
        entries = entries[(HeadOctets + entry.Length)..];
        return true;
    }

    // The readers must see that entries are given up before they can see other octets in their place.
    private void MakeRoom(long upTo)
    {
        var tail = _tail;
        Span<byte> length = stackalloc byte[sizeof(int)];
        while (tail < upTo)
        {
            for (var i = 0; i < length.Length; i++)
            {
                length[i] = _octets[(tail + i) & _mask];
            }

            tail += HeadOctets + MemoryMarshal.Read<int>(length);
        }

        Volatile.Write(ref _tail, tail);
        Interlocked.MemoryBarrier();
    }

    private void Put(long position, ReadOnlySpan<byte> octets)
    {
        var at = (int)(position & _mask);
        var upToTheEnd = Math.Min(octets.Length, _octets.Length - at);
        octets[..upToTheEnd].CopyTo(_octets.AsSpan(at));
        octets[upToTheEnd..].CopyTo(_octets);
    }
}
