using System.Net;
using System.Net.Sockets;
namespace DispatchSpike;

enum ReadKind { ZeroByte, OwnBuffer }

/// <summary>A turn input fed by socket completions. One object: SAEA and queue node.</summary>
abstract class Wait(Turn turn) : SocketAsyncEventArgs(true), ITurnInput
{
    public ITurnInput? Next { get; set; }
    public abstract void Run();
    protected override void OnCompleted(SocketAsyncEventArgs e) => turn.Enter(this);
}

sealed class SocketPeer : Peer
{
    readonly Socket _s;
    readonly ReadWait _read;
    WriteWait? _write;
    byte[] _flight = [];

    public SocketPeer(Group g, bool rtu, Socket s) : base(g, rtu)
    {
        _s = s;
        s.Blocking = false;
        s.NoDelay = true;
        _read = new ReadWait(this);
    }
    public void Begin() => _read.Arm();
    public override void ResumeRead() { if (SocketDispatch.Kind == ReadKind.ZeroByte) _read.Run(); else _read.Arm(); }

    public override int TryRecv(Span<byte> to)
    {
        int n = _s.Receive(to, SocketFlags.None, out SocketError e);
        return e == SocketError.Success ? (n == 0 ? -1 : n) : e == SocketError.WouldBlock ? 0 : -1;
    }
    protected override int TrySend(ReadOnlySpan<byte> from)
    {
        int n = _s.Send(from, SocketFlags.None, out SocketError e);
        return e == SocketError.Success ? n : e == SocketError.WouldBlock ? 0 : from.Length;
    }
    protected override void CloseSocket() => _s.Dispose();
    protected override void WaitWritable() => (_write ??= new WriteWait(this)).Start();

    sealed class ReadWait : Wait
    {
        readonly SocketPeer _p;
        byte[] _own = [];
        public ReadWait(SocketPeer p) : base(p.G.Turn)
        {
            _p = p;
            if (SocketDispatch.Kind == ReadKind.ZeroByte) SetBuffer(Memory<byte>.Empty);
            else Size(p.IsRtu ? 4096 : 2048);
        }
        void Size(int n) { _own = GC.AllocateUninitializedArray<byte>(Group.CarryMax + n); SetBuffer(_own, Group.CarryMax, n); }

        public void Arm() { while (_p.Open && !_p._s.ReceiveAsync(this)) if (!Once()) return; }   // a loop: no recursion when it completes at once
        public override void Run() { if (_p.Open && Once()) Arm(); }
        bool Once()                                       // true: wait again
        {
            Group g = _p.G;
            if (SocketDispatch.Kind == ReadKind.ZeroByte)
            {
                if (_p.IsRtu) return g.RtuRead(_p);
                g.MasterRead(_p);
                return _p.Open;
            }
            int n = SocketError == SocketError.Success ? BytesTransferred : 0;
            if (n == 0) { if (_p.IsRtu) g.RtuLost(_p); else g.MasterLost(_p); return false; }
            bool full = n == Count && n < Group.ReadMax;
            if (_p.IsRtu)
            {
                if (g.Buf.Length - g.Used < n) g.Grow(Group.Busy);
                System.Buffer.BlockCopy(_own, Group.CarryMax, g.Buf, g.Used, n);
                if (!g.RtuParse(_p, n)) return false;
                if (full) Size(Group.ReadMax);
                return g.RtuRoom(Group.ReadMax);
            }
            if (!g.MasterParse(_p, _own, n)) return false;
            g.MasterDone(_p);
            if (full) Size(Group.ReadMax);
            return _p.Open;
        }
    }
    sealed class WriteWait(SocketPeer p) : Wait(p.G.Turn)
    {
        public void Start()
        {
            while (p.PendLen > 0)
            {
                (p._flight, p.Pend) = (p.Pend, p._flight);
                SetBuffer(p._flight, 0, p.PendLen);
                p.PendLen = 0;
                if (p._s.SendAsync(this)) return;
            }
            p.Blocked = false;
        }
        public override void Run()
        {
            if (!p.Open) return;
            Start();
            if (!p.Blocked) p.G.Writable(p);
        }
    }
}

sealed class SocketDispatch
{
    public static ReadKind Kind;

    sealed class Acceptor(Group g, Socket l) : Wait(g.Turn)
    {
        public void Arm() { while (!l.AcceptAsync(this)) Once(); }
        public override void Run() { Once(); Arm(); }
        void Once()
        {
            Socket? s = AcceptSocket;
            AcceptSocket = null;
            if (s is null || SocketError != SocketError.Success) return;
            SocketPeer? p = null;
            if (g.Admit(_ => p = new SocketPeer(g, false, s))) p!.Begin(); else s.Dispose();
        }
    }
    sealed class Connector(Group g) : Wait(g.Turn)
    {
        Socket? _s;
        public void Start()
        {
            RemoteEndPoint = g.RtuEnd;
            _s = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            if (!_s.ConnectAsync(this)) Run();
        }
        public override void Run()
        {
            if (SocketError != SocketError.Success) { _s!.Dispose(); g.RtuFailed(); return; }
            var p = new SocketPeer(g, true, _s!);
            g.RtuUp(p);
            p.Begin();
        }
    }
    sealed class Tick(Group g) : ITurnInput
    {
        readonly Connector _connect = new(g);
        int _queued;
        public ITurnInput? Next { get; set; }
        public void Fire() { if (Interlocked.Exchange(ref _queued, 1) == 0) g.Turn.Enter(this); }
        public void Run()
        {
            Volatile.Write(ref _queued, 0);
            if (g.Housekeeping(Environment.TickCount64)) _connect.Start();
        }
    }

    public static void Run(Group[] groups)
    {
        var ticks = new Tick[groups.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            var l = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            l.Bind(new IPEndPoint(IPAddress.Loopback, groups[i].Port));
            l.Listen(64);
            new Acceptor(groups[i], l).Arm();
            (ticks[i] = new Tick(groups[i])).Fire();
        }
        for (int ms = 200; ; ms = 1000) { Thread.Sleep(ms); foreach (Tick t in ticks) t.Fire(); }
    }
}
