using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
namespace DispatchSpike;

/// <summary>libc. send/recv exist twice: the ordinary transition, and SuppressGCTransition (experiment: a send on
/// loopback runs the peer's receive path, 3 to 20 us, longer than the documentation allows for it).</summary>
static unsafe partial class Sys
{
    [StructLayout(LayoutKind.Sequential, Pack = 1)] public struct Event { public uint Events; public int Fd; public int Pad; } // x64 packs
    public const uint In = 1, Out = 4, Err = 8, Hup = 16, RdHup = 0x2000, Et = 1u << 31;
    public const int NoSignal = 0x4000, DontWait = 0x40, EAgain = 11, EIntr = 4, EInProgress = 115;
    [LibraryImport("libc", SetLastError = true)] public static partial int epoll_create1(int flags);
    [LibraryImport("libc", SetLastError = true)] public static partial int epoll_ctl(int ep, int op, int fd, Event* ev);
    [LibraryImport("libc", SetLastError = true)] public static partial int epoll_wait(int ep, Event* ev, int max, int ms);
    [LibraryImport("libc", SetLastError = true)] public static partial int accept4(int fd, void* a, void* n, int flags);
    [LibraryImport("libc", SetLastError = true)] public static partial int connect(int fd, byte* a, int n);
    [LibraryImport("libc", SetLastError = true)] public static partial int setsockopt(int fd, int level, int opt, int* v, int n);
    [LibraryImport("libc", SetLastError = true)] public static partial int getsockopt(int fd, int level, int opt, int* v, int* n);
    [LibraryImport("libc", SetLastError = true)] public static partial int socket(int d, int t, int p);
    [LibraryImport("libc")] public static partial int close(int fd);
    [LibraryImport("libc", SetLastError = true)] public static partial nint recv(int fd, byte* b, nint n, int flags);
    [LibraryImport("libc", SetLastError = true)] public static partial nint send(int fd, byte* b, nint n, int flags);
    [LibraryImport("libc", EntryPoint = "recv"), SuppressGCTransition] public static partial nint recv_s(int fd, byte* b, nint n, int flags);
    [LibraryImport("libc", EntryPoint = "send"), SuppressGCTransition] public static partial nint send_s(int fd, byte* b, nint n, int flags);
}

sealed unsafe class EpollPeer(Group g, bool rtu, int fd) : Peer(g, rtu)
{
    public static bool Suppress;
    public bool Connecting;
    public override int TryRecv(Span<byte> to)
    {
        fixed (byte* b = to)
        {
            int n, e = 0;
            if (Suppress) { n = (int)Sys.recv_s(fd, b, to.Length, Sys.DontWait); if (n < 0) e = Marshal.GetLastSystemError(); }
            else { n = (int)Sys.recv(fd, b, to.Length, Sys.DontWait); if (n < 0) e = Marshal.GetLastPInvokeError(); }
            return n > 0 ? n : n < 0 && e is Sys.EAgain or Sys.EIntr ? 0 : -1;
        }
    }
    protected override int TrySend(ReadOnlySpan<byte> from)
    {
        fixed (byte* b = from)
        {
            int n, e = 0;
            if (Suppress) { n = (int)Sys.send_s(fd, b, from.Length, Sys.DontWait | Sys.NoSignal); if (n < 0) e = Marshal.GetLastSystemError(); }
            else { n = (int)Sys.send(fd, b, from.Length, Sys.DontWait | Sys.NoSignal); if (n < 0) e = Marshal.GetLastPInvokeError(); }
            return n >= 0 ? n : e is Sys.EAgain or Sys.EIntr ? 0 : from.Length;
        }
    }
    protected override void WaitWritable() { }             // the edge comes by itself
    protected override void CloseSocket() { EpollDispatch.Table[fd] = null; Sys.close(fd); }
    public override void ResumeRead() => G.RtuRead(this);
    public void Handle(uint ev)
    {
        if (Connecting)
        {
            int err = 0, n = 4;
            Sys.getsockopt(fd, 1, 4, &err, &n);
            if (err != 0 || (ev & (Sys.Err | Sys.Hup)) != 0) { Close(); G.RtuFailed(); return; }
            Connecting = false;
            G.RtuUp(this);
        }
        if ((ev & Sys.Out) != 0 && Blocked)
        {
            int n = TrySend(Pend.AsSpan(0, PendLen));
            Buffer.BlockCopy(Pend, n, Pend, 0, PendLen -= n);
            if (PendLen == 0) { Blocked = false; G.Writable(this); }
        }
        if ((ev & (Sys.In | Sys.Err | Sys.Hup | Sys.RdHup)) == 0 || !Open) return;
        if (IsRtu) G.RtuRead(this); else G.MasterRead(this);
    }
}

static unsafe class EpollDispatch
{
    public static object?[] Table = new object?[32768];   // by fd; a stale event of a reused fd is a harmless extra read
    static int s_ep;
    static void Add(int fd, object o)
    {
        Table[fd] = o;
        var ev = new Sys.Event { Events = Sys.In | Sys.Out | Sys.RdHup | Sys.Et, Fd = fd };
        Sys.epoll_ctl(s_ep, 1, fd, &ev);
    }
    static int NoDelay(int fd) { int one = 1; Sys.setsockopt(fd, 6, 1, &one, 4); return fd; }
    static void Accept(Group g, int lfd)
    {
        int fd;
        while ((fd = Sys.accept4(lfd, null, null, 0x80800)) >= 0)
        {
            EpollPeer? p = null;
            if (g.Admit(_ => p = new EpollPeer(g, false, fd))) Add(NoDelay(fd), p!); else Sys.close(fd);
        }
    }
    static void Connect(Group g)
    {
        int fd = NoDelay(Sys.socket(2, 0x80801, 0));
        SocketAddress a = g.RtuEnd.Serialize();
        fixed (byte* b = a.Buffer.Span)
            if (Sys.connect(fd, b, a.Size) < 0 && Marshal.GetLastPInvokeError() != Sys.EInProgress) { Sys.close(fd); g.RtuFailed(); return; }
        Add(fd, new EpollPeer(g, true, fd) { Connecting = true });
    }
    public static void Run(Group[] groups)
    {
        s_ep = Sys.epoll_create1(0x80000);
        foreach (Group g in groups)
        {
            var l = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            l.Bind(new IPEndPoint(IPAddress.Loopback, g.Port));
            l.Listen(64);
            GC.SuppressFinalize(l); s_keep.Add(l);
            int lfd = (int)l.SafeHandle.DangerousGetHandle();
            Add(lfd, new Listener(g, lfd));
            if (g.Housekeeping(Environment.TickCount64)) Connect(g);
        }
        Sys.Event* ev = stackalloc Sys.Event[256];
        long next = Environment.TickCount64 + 200;
        for (;;)
        {
            long now = Environment.TickCount64;
            if (now >= next) { foreach (Group g in groups) if (g.Housekeeping(now)) Connect(g); next = now + 1000; }
            int n = Sys.epoll_wait(s_ep, ev, 256, (int)(next - now));
            for (int i = 0; i < n; i++)
            {
                object? o = Table[ev[i].Fd];
                if (o is EpollPeer p) p.Handle(ev[i].Events); else if (o is Listener l) Accept(l.G, l.Fd);
            }
        }
    }
    sealed record Listener(Group G, int Fd);
    static readonly List<Socket> s_keep = [];
}
