using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// Gathers what a turn sends, and hands all of it to the kernel at the turn's end: five masters' copies of an event cost one system call, and none of them
/// runs before the last one is sent. A single one is sent as ever. Each polling thread has its own, where the kernel lets it (docs/decisions/0009-one-call-for-a-turn.md).
/// </summary>
internal sealed unsafe class SendBatch
{
    /// <summary>Set to 0, each write is a call of its own.</summary>
    public const string Switch = "GATEWAY_SEND_RING";

    /// <summary>What is longer is worth its own call.</summary>
    public const int LongestSend = 2048;

    private const int BufferOctets = 32 * 1024;

    [ThreadStatic]
    private static SendBatch? _ofThread;

    private readonly SendRing _ring;
    private readonly byte* _buffer = (byte*)NativeMemory.Alloc(BufferOctets);
    private readonly Item[] _items = new Item[SendRing.MostSends];
    private readonly int[] _taken = new int[SendRing.MostSends];
    private readonly int _least;
    private int _count;
    private int _filled;

    private SendBatch(SendRing ring, int least) => (_ring, _least) = (ring, least);

    /// <summary>What this thread gathers in; null: it gathers nothing.</summary>
    public static SendBatch? OfThread
    {
        get => _ofThread;
        set => _ofThread = value;
    }

    /// <param name="least">As many sends are worth the ring.</param>
    /// <returns>One for the calling thread alone; null: the kernel does not let us, or shall not be asked.</returns>
    public static SendBatch? TryCreate(int least = 2) =>
        Environment.GetEnvironmentVariable(Switch) != "0" && SendRing.TryCreate() is { } ring ? new SendBatch(ring, least) : null;

    /// <summary>Takes octets that this wire sends; <see cref="PolledWire.Gathered"/> tells what came of it. One of a wire's at a time.</summary>
    /// <returns>False: this thread gathers nothing, or nothing that is so long.</returns>
    public static bool TryAdd(PolledWire wire, int descriptor, ReadOnlySpan<byte> octets)
    {
        if (_ofThread is not { } batch)
        {
            return false;
        }

        // Whoever goes alone does not overtake the others.
        if (octets.Length > LongestSend || batch._count == SendRing.MostSends || batch._filled + octets.Length > BufferOctets)
        {
            batch.SubmitAll();
        }

        if (octets.Length > LongestSend || _ofThread != batch)
        {
            return false;
        }

        batch.Add(wire, descriptor, octets);
        return true;
    }

    /// <summary>Sends what this thread has gathered.</summary>
    public static void Submit() => _ofThread?.SubmitAll();

    private void Add(PolledWire wire, int descriptor, ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(new Span<byte>(_buffer + _filled, octets.Length));
        _items[_count++] = new Item(wire, descriptor, octets.Length);
        _filled += octets.Length;
    }

    private void SubmitAll()
    {
        if (_count == 0)
        {
            return;
        }

        var count = _count;
        (_count, _filled) = (0, 0);
        if (count < _least)
        {
            Array.Fill(_taken, -1, 0, count);
        }
        else if (!TrySendAll(count))
        {
            _ofThread = null;
        }

        ExceptionDispatchInfo? defect = null;
        var octets = _buffer;
        for (var i = 0; i < count; i++)
        {
            var (wire, _, length) = _items[i];
            _items[i] = default;
            try
            {
                wire.Gathered(new ReadOnlySpan<byte>(octets, length), _taken[i]);
            }
#pragma warning disable CA1031 // Who comes behind it gets what is its own.
            catch (Exception e)
#pragma warning restore CA1031
            {
                defect ??= ExceptionDispatchInfo.Capture(e);
            }

            octets += length;
        }

        defect?.Throw();
    }

    private bool TrySendAll(int count)
    {
        var octets = _buffer;
        for (var i = 0; i < count; i++)
        {
            _ring.Put(_items[i].Descriptor, octets, _items[i].Length);
            octets += _items[i].Length;
        }

        return _ring.TrySubmit(_taken);
    }

    private readonly record struct Item(PolledWire Wire, int Descriptor, int Length);
}
