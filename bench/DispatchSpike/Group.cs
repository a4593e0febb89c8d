using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
namespace DispatchSpike;

/// <summary>relay-limit -l, line by line; runs only inside its Turn (or on the one epoll thread).</summary>
sealed class Group(int port, IPEndPoint rtuEnd, int max, int k, int w)
{
    public const int Busy = 256 * 1024, Idle = 4096, ReadMax = 64 * 1024, CarryMax = 255, Mask = 0x7fff;
    const byte StartAct = 0x07, StartCon = 0x0b, StopAct = 0x13, StopCon = 0x23, TestAct = 0x43, TestCon = 0x83;
    public readonly int Port = port, Max = max;
    public readonly IPEndPoint RtuEnd = rtuEnd;
    public readonly Turn Turn = new();
    public Peer? Rtu;
    public bool Connecting, Paused;
    public long RetryAt;
    readonly Peer?[] _m = new Peer?[max + 1];
    int _started, _n, _patchLo, _patchHi, _patchBase, _patchNr;
    public byte[] Buf = new byte[Idle];
    public int Used;
    int[] _off = new int[Idle / 12 + 3];
    byte[] _org = new byte[Idle / 12 + 2];
    byte[] _cmd = [];
    int _cmdLen;
    [ThreadStatic] static byte[]? t_scratch;
    static byte[] Scratch => t_scratch ??= GC.AllocateUninitializedArray<byte>(CarryMax + ReadMax, pinned: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutCtl(ref byte f, int ns, int nr) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref f, 2), (uint)(ns & Mask) << 1 | (uint)(nr & Mask) << 17);
    static int Ns(ReadOnlySpan<byte> f) => BinaryPrimitives.ReadUInt16LittleEndian(f[2..]) >> 1;
    static int Nr(ReadOnlySpan<byte> f) => BinaryPrimitives.ReadUInt16LittleEndian(f[4..]) >> 1;

    // ---------------------------------------------------------------- connections
    public bool Admit(Func<int, Peer> make)              // false: no RTU, or full
    {
        int i = 1;
        while (i <= Max && _m[i] is not null) i++;
        if (Rtu is not { State: >= State.Up } || i > Max) return false;
        Peer p = make(i);
        p.Org = (byte)i; p.State = State.Up;
        _m[i] = p;
        return true;
    }
    public void RtuUp(Peer r) { Connecting = false; Rtu = r; r.State = State.Up; MaybeStart(); }
    public void RtuFailed() { Connecting = false; RetryAt = Environment.TickCount64 + 200; }
    void MaybeStart()
    {
        if (Rtu is { State: State.Up } r && _started > 0) { r.State = State.Starting; r.U(StartAct); }
    }
    void CloseMaster(Peer p)
    {
        if (!p.Open) return;
        bool was = p.State == State.Started;
        p.Close();
        _m[p.Org] = null;
        if (was && --_started == 0 && Rtu is { State: State.Started } r) { r.U(StopAct); r.State = State.Up; }
    }
    void CloseRtu()
    {
        Rtu?.Close();
        Rtu = null;
        foreach (Peer? p in _m) if (p is not null) CloseMaster(p);
        Used = _n = _patchLo = _patchHi = _cmdLen = 0;
        _off[0] = 0;
        Paused = false;
        RetryAt = Environment.TickCount64 + 200;
    }
    /// <summary>Once a second (t2 = 1 s). True: the RTU wants a connection.</summary>
    public bool Housekeeping(long now)
    {
        if (Rtu is null) { if (Connecting || now < RetryAt) return false; Connecting = true; return true; }
        if (Rtu.State == State.Started) RtuAck(1);
        foreach (Peer? p in _m) if (p is not null && p.Vr != p.Vra) p.S(p.Vr);
        return false;
    }

    // ---------------------------------------------------------------- RTU to masters
    void RtuAck(int min)
    {
        Peer r = Rtu!;
        int open = 0;
        if (_started > 0)
        {
            open = Mask;
            foreach (Peer? p in _m)
                if (p is { State: State.Started }) open = Math.Min(open, _n - p.Cursor + ((p.Vs - p.Va) & Mask));
        }
        if (r.State < State.Starting || ((r.Vr - r.Vra) & Mask) < open + min) return;
        r.S((r.Vr - open) & Mask);
    }
    void Patch(int lo, int hi, int bas, int nr)
    {
        if (bas == _patchBase && nr == _patchNr && lo >= _patchLo && hi <= _patchHi) return;
        int from = lo;
        if (bas == _patchBase && nr == _patchNr && lo >= _patchLo && lo <= _patchHi) from = _patchHi;
        else { _patchLo = lo; _patchBase = bas; _patchNr = nr; }
        ref byte b = ref MemoryMarshal.GetArrayDataReference(Buf);
        ReadOnlySpan<int> off = _off.AsSpan(0, hi);
        for (int i = from; i < off.Length; i++) PutCtl(ref Unsafe.Add(ref b, off[i]), bas + i, nr);
        _patchHi = hi;
    }
    void Push(Peer p)
    {
        while (!p.Blocked && p.Open)
        {
            while (p.Cursor < _n && _org[p.Cursor] != 0 && _org[p.Cursor] != p.Org) p.Cursor++;
            int room = k - ((p.Vs - p.Va) & Mask), lo = p.Cursor, hi = lo;
            if (lo >= _n || room <= 0) return;
            int end = Math.Min(_n, lo + room);
            for (; hi < end && (_org[hi] == 0 || _org[hi] == p.Org); hi++)
                if (_org[hi] != 0) Buf[_off[hi] + 9] = 0;
            Patch(lo, hi, (p.Vs - lo) & Mask, p.Vr);
            p.Vra = p.Vr;
            p.Vs = (p.Vs + (hi - lo)) & Mask;
            p.Cursor = hi;
            p.Write(Buf.AsSpan(_off[lo], _off[hi] - _off[lo]));   // what the socket does not take waits in the peer
        }
    }
    void PushAll()
    {
        foreach (Peer? p in _m) if (p is { State: State.Started }) Push(p);
        DropConsumed();
    }
    void DropConsumed()
    {
        int min = _n;
        foreach (Peer? p in _m) if (p is { State: State.Started } && p.Cursor < min) min = p.Cursor;
        if (min == 0 || (min < _n && Buf.Length - Used > ReadMax / 2)) return;
        int cut = _off[min];
        Buffer.BlockCopy(Buf, cut, Buf, 0, Used - cut);
        Used -= cut;
        int last = _off[_n] - cut;
        for (int i = min; i < _n; i++) { _off[i - min] = _off[i] - cut; _org[i - min] = _org[i]; }
        _n -= min;
        _off[_n] = last;
        _patchLo = _patchHi = 0;
        foreach (Peer? p in _m) if (p is { State: State.Started }) p.Cursor -= min;
    }
    public void Grow(int cap)
    {
        if (cap <= Buf.Length) return;
        Array.Resize(ref Buf, cap); Array.Resize(ref _off, cap / 12 + 3); Array.Resize(ref _org, cap / 12 + 2);
    }
    void CmdPush()
    {
        Peer r = Rtu!;
        int at = 0;
        while (at < _cmdLen && ((r.Vs - r.Va) & Mask) < k && r.State == State.Started && !r.Blocked)
        {
            int len = 2 + _cmd[at + 1];
            PutCtl(ref _cmd[at], r.Vs, r.Vra);
            r.Write(_cmd.AsSpan(at, len));
            r.Vs = (r.Vs + 1) & Mask;
            at += len;
        }
        if (at == 0) return;
        Buffer.BlockCopy(_cmd, at, _cmd, 0, _cmdLen - at);
        _cmdLen -= at;
    }
    void RtuU(byte u)
    {
        Peer r = Rtu!;
        if (u == TestAct) r.U(TestCon);
        else if (u == StartCon && r.State == State.Starting) r.State = State.Started;
        else if (u == StopCon) MaybeStart();
    }
    /// <summary>Room for one read, or the pause that makes back-pressure.</summary>
    public bool RtuRoom(int need)
    {
        if (Buf.Length < Busy && Buf.Length - Used < 4 * CarryMax) Grow(Busy);
        return !(Paused = Buf.Length == Busy && Buf.Length - Used < need);
    }
    /// <summary>Readiness: reads until a short read. False: paused or closed.</summary>
    public bool RtuRead(Peer r)
    {
        for (;;)
        {
            if (!RtuRoom(ReadMax / 2)) return false;
            int want = Math.Min(Buf.Length - Used, ReadMax), got = r.TryRecv(Buf.AsSpan(Used, want));
            if (got == 0) return true;
            if (got < 0) { CloseRtu(); return false; }
            if (!RtuParse(r, got)) return false;
            if (got < want) return true;
            Grow(Busy);
        }
    }
    public void RtuLost(Peer r) { if (r.Open) CloseRtu(); }
    /// <summary>`got` new octets stand at Used.</summary>
    public bool RtuParse(Peer r, int got)
    {
        Used += got;
        int p = _off[_n], used = Used, n = _n, vr = r.Vr;
        bool acked = false;
        byte[] b = Buf;
        while (used - p >= 2)
        {
            int len = 2 + b[p + 1];
            if (b[p] != 0x68 || len < 6) { CloseRtu(); return false; }
            if (used - p < len) break;
            ReadOnlySpan<byte> f = b.AsSpan(p, len);
            if ((f[2] & 1) == 0 && len >= 12)
            {
                vr = (Ns(f) + 1) & Mask;
                int nr = Nr(f);
                if (nr != r.Va) acked |= r.Ack(nr);
                _org[n++] = f[6] == 70 ? (byte)0 : f[9];
                p += len;
                _off[n] = p;
            }
            else
            {
                if ((f[2] & 3) == 1) acked |= r.Ack(Nr(f)); else RtuU(f[2]);
                if (!r.Open) return false;
                Buffer.BlockCopy(b, p + len, b, p, used - p - len);
                used -= len;
            }
        }
        Used = used; _n = n; r.Vr = vr;
        if (acked || _cmdLen > 0) CmdPush();
        RtuAck(w);
        PushAll();
        return r.Open;
    }

    // ---------------------------------------------------------------- masters to RTU
    /// <summary>Readiness: reads until a short read.</summary>
    public void MasterRead(Peer p)
    {
        byte[] s = Scratch;
        for (;;)
        {
            int got = p.TryRecv(s.AsSpan(CarryMax, ReadMax));
            if (got == 0) break;
            if (got < 0) { CloseMaster(p); break; }
            if (!MasterParse(p, s, got)) return;
            if (got < ReadMax) break;
        }
        MasterDone(p);
    }
    public void MasterLost(Peer p) { CloseMaster(p); MasterDone(p); }
    public bool MasterParse(Peer p, byte[] s, int got)    // data at CarryMax; the carry goes in front of it
    {
        int at = CarryMax - p.CarryLen, end = CarryMax + got;
        p.Carry.AsSpan(0, p.CarryLen).CopyTo(s.AsSpan(at));
        while (end - at >= 2)
        {
            int len = 2 + s[at + 1];
            if (s[at] != 0x68 || len < 6) { CloseMaster(p); return false; }
            if (end - at < len) break;
            Span<byte> f = s.AsSpan(at, len);
            at += len;
            if ((f[2] & 1) == 0 && len >= 12)
            {
                p.Vr = (Ns(f) + 1) & Mask;
                p.Ack(Nr(f));
                if (_cmd.Length < _cmdLen + len) Array.Resize(ref _cmd, Math.Max(1024, 2 * _cmd.Length));
                f.CopyTo(_cmd.AsSpan(_cmdLen));
                _cmd[_cmdLen + 9] = p.Org;
                _cmdLen += len;
                CmdPush();
            }
            else if ((f[2] & 3) == 1) p.Ack(Nr(f));
            else if (f[2] == TestAct) p.U(TestCon);
            else if (f[2] == StartAct)
            {
                p.U(StartCon);
                if (p.State != State.Started) { p.State = State.Started; p.Cursor = _n; _started++; MaybeStart(); }
            }
            else if (f[2] == StopAct)
            {
                p.U(StopCon);
                if (p.State == State.Started) { p.State = State.Up; _started--; }
            }
        }
        p.CarryLen = end - at;
        s.AsSpan(at, p.CarryLen).CopyTo(p.Carry);
        return true;
    }
    public void MasterDone(Peer p)
    {
        if (p.Open)
        {
            if (p.State == State.Started) { RtuAck(1); Push(p); }
            if (((p.Vr - p.Vra) & Mask) >= w) p.S(p.Vr);
        }
        AfterMaster();
    }
    public void Writable(Peer p)
    {
        if (p.IsRtu) { if (_cmdLen > 0) CmdPush(); return; }
        if (p.State == State.Started) Push(p);
        AfterMaster();
    }
    void AfterMaster()
    {
        if (Rtu is null) return;
        DropConsumed();
        if (Paused && Buf.Length - Used >= ReadMax) { Paused = false; Rtu.ResumeRead(); }
    }
}
