using System.Runtime.InteropServices;

namespace Gateway.Iec104.Sockets;

/// <summary>The few calls of Linux that the polling needs: epoll(7), connect(2), recv(2), send(2).</summary>
internal static unsafe partial class Epoll
{
    public const int Add = 1;
    public const int Delete = 2;
    public const int CloseOnExec = 0x80000;

    public const uint In = 0x001;
    public const uint Out = 0x004;
    public const uint Error = 0x008;
    public const uint HangUp = 0x010;
    public const uint ReadHangUp = 0x2000;
    public const uint EdgeTriggered = 1u << 31;

    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;

    /// <summary>What a send(2) of ours never does: wait, or end the program by a signal.</summary>
    public const int SendFlags = DontWait | NoSignal;

    /// <summary>struct epoll_event: <c>uint32 events, uint64 data</c>; packed on x86-64 alone.</summary>
    public static readonly int EventOctets = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private static readonly int DataOffset = EventOctets - sizeof(ulong);

    public static uint Events(byte* list, int index) => *(uint*)(list + (index * EventOctets));

    public static ulong Data(byte* list, int index) => *(ulong*)(list + (index * EventOctets) + DataOffset);

    public static void Write(byte* to, uint events, ulong data)
    {
        *(uint*)to = events;
        *(ulong*)(to + DataOffset) = data;
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int Control(int epoll, int operation, int descriptor, byte* change);

    /// <summary>epoll_wait(2). Below zero: a signal has come; why else it might be, nobody asks.</summary>
    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    public static partial int Wait(int epoll, byte* list, int most, int milliseconds);

    /// <summary>recv(2), which does not wait. Below zero: right behind it <see cref="Marshal.GetLastSystemError"/> tells why.</summary>
    /// <remarks>The thread's state is not changed for it: a collection of garbage waits for some microseconds, and each call touches less memory.</remarks>
    public static nint Receive(int descriptor, byte* to, nint length) => Receive(descriptor, to, length, DontWait);

    /// <summary>send(2), which does not wait.</summary>
    /// <inheritdoc cref="Receive(int, byte*, nint)"/>
    public static nint Send(int descriptor, byte* from, nint length) => Send(descriptor, from, length, SendFlags);

    /// <summary>connect(2); the runtime's own tells by an exception that it is under way.</summary>
    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "getsockname")]
    public static partial int LocalAddress(int descriptor, byte* address, ref int length);

    [LibraryImport("libc", EntryPoint = "recv")]
    [SuppressGCTransition]
    private static partial nint Receive(int descriptor, byte* to, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send")]
    [SuppressGCTransition]
    private static partial nint Send(int descriptor, byte* from, nint length, int flags);
}
