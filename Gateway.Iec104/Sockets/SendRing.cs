using System.Runtime.InteropServices;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// A ring of sends for the kernel (io_uring(7)): all that were put go out in one system call, in their order, none of them waits. Used by the thread that has made it
/// alone, and lives as long as the program.
/// </summary>
internal sealed unsafe partial class SendRing
{
    /// <summary>Sends of one call, at most.</summary>
    public const int MostSends = 64;

    private const int SetupCall = 425;
    private const int EnterCall = 426;

    // The later one came with Linux 6.1, long after the sends: where the kernel knows both, a send does what it should.
    private const uint SingleIssuer = 1 << 12;
    private const uint DeferTaskRun = 1 << 13;

    private const byte SendOperation = 26;
    private const int SendOctets = 64;
    private const int ResultOctets = 16;
    private const nint GetResults = 1;
    private const int MostSignals = 1000;

    private readonly int _descriptor;
    private readonly byte* _sends;
    private readonly uint* _sendTail;
    private readonly uint _sendMask;
    private readonly byte* _results;
    private readonly uint* _resultHead;
    private readonly uint* _resultTail;
    private readonly uint _resultMask;
    private int _count;

    // struct io_uring_params: sq_entries, cq_entries, flags, 7 other words; from word 10 on where things stand in the sends' part, from 20 on in the results'.
    private SendRing(int descriptor, uint* setup, byte* rings, byte* sends)
    {
        _descriptor = descriptor;
        _sends = sends;
        _sendTail = (uint*)(rings + setup[11]);
        _sendMask = *(uint*)(rings + setup[12]);
        _resultHead = (uint*)(rings + setup[20]);
        _resultTail = (uint*)(rings + setup[21]);
        _resultMask = *(uint*)(rings + setup[22]);
        _results = rings + setup[25];

        // The kernel follows an array of the sends' places.
        var places = (uint*)(rings + setup[16]);
        for (var i = 0u; i < setup[0]; i++)
        {
            places[i] = i;
        }
    }

    /// <returns>Null: the kernel is older than 6.1, or does not allow it.</returns>
    public static SendRing? TryCreate()
    {
        const int ReadWrite = 3;
        const int SharedPopulated = 0x8001;
        const nint Sends = 0x10000000;

        var setup = stackalloc uint[30];
        new Span<uint>(setup, 30).Clear();
        setup[2] = SingleIssuer | DeferTaskRun;
        var descriptor = (int)Setup(SetupCall, MostSends, setup);
        if (descriptor < 0)
        {
            return null;
        }

        // Both rings stand in one piece (5.4).
        var length = Math.Max(setup[16] + (setup[0] * sizeof(uint)), setup[25] + (setup[1] * ResultOctets));
        var rings = Map(0, (nint)length, ReadWrite, SharedPopulated, descriptor, 0);
        var sends = Map(0, (nint)(setup[0] * SendOctets), ReadWrite, SharedPopulated, descriptor, Sends);
        if ((nint)rings != -1 && (nint)sends != -1)
        {
            return new SendRing(descriptor, setup, rings, sends);
        }

        _ = Close(descriptor);
        return null;
    }

    /// <summary>Adds a send(2); its octets stay where they are until <see cref="TrySubmit"/>. At most <see cref="MostSends"/>.</summary>
    public void Put(int descriptor, byte* octets, int length)
    {
        var send = _sends + ((*_sendTail + (uint)_count) & _sendMask) * SendOctets;
        new Span<byte>(send, SendOctets).Clear();
        *send = SendOperation;
        *(int*)(send + 4) = descriptor;
        *(byte**)(send + 16) = octets;
        *(int*)(send + 24) = length;
        *(int*)(send + 28) = Epoll.SendFlags;
        *(int*)(send + 32) = _count++;
    }

    /// <summary>Makes all sends that were put.</summary>
    /// <param name="taken">For each of them, in their order: how many octets the socket took, the greatest number where nobody knows; below zero: none, by this way.</param>
    /// <returns>False: the kernel did not do its part; the ring is not to be used any more.</returns>
    public bool TrySubmit(Span<int> taken)
    {
        taken = taken[.._count];
        var tail = *_sendTail;
        Volatile.Write(ref *_sendTail, tail + (uint)_count);
        var count = (int)Enter(EnterCall, _descriptor, _count, _count, GetResults, 0, 0);
        var isWhole = count == _count;
        if (!isWhole)
        {
            // What it has not seen it shall not send later.
            count = Math.Max(count, 0);
            Volatile.Write(ref *_sendTail, tail + (uint)count);
            taken[count..].Fill(-1);
        }

        // What nobody knows of must not be sent twice: if it has not gone, the peer's link sees the gap.
        taken[..count].Fill(int.MaxValue);
        for (_count = 0; count > 0; count--)
        {
            var head = *_resultHead;
            for (var signals = 0; Volatile.Read(ref *_resultTail) == head; signals++)
            {
                if (signals == MostSignals)
                {
                    return false;
                }

                // A signal came between.
                _ = Enter(EnterCall, _descriptor, 0, 1, GetResults, 0, 0);
            }

            var result = _results + ((head & _resultMask) * ResultOctets);
            taken[*(int*)result] = *(int*)(result + 8);
            Volatile.Write(ref *_resultHead, head + 1);
        }

        return isWhole;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Setup(nint call, nint entries, uint* setup);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Enter(nint call, nint ring, nint submit, nint wait, nint flags, nint signals, nint signalOctets);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(nint at, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
