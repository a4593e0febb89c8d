namespace DispatchSpike;

enum State : byte { Down, Up, Starting, Started }

/// <summary>One TCP connection: 104 link state, output that the socket did not take, and the I/O door.</summary>
abstract class Peer(Group g, bool isRtu)
{
    public readonly Group G = g;
    public readonly bool IsRtu = isRtu;
    public State State;
    public byte Org;
    public bool Open = true, Blocked;
    public int Vs, Vr, Va, Vra, Cursor, CarryLen;
    public readonly byte[] Carry = new byte[255];
    protected byte[] Pend = [];
    protected int PendLen;

    /// <summary>Octets read, 0: nothing there, -1: closed.</summary>
    public abstract int TryRecv(Span<byte> to);
    /// <summary>Octets taken, 0: full. A broken connection takes all: the read side sees its end.</summary>
    protected abstract int TrySend(ReadOnlySpan<byte> from);
    protected abstract void WaitWritable();
    protected abstract void CloseSocket();
    public abstract void ResumeRead();

    public void Close() { if (Open) { Open = false; State = State.Down; CloseSocket(); } }

    public void Write(ReadOnlySpan<byte> d)
    {
        if (!Open) return;
        int r = Blocked ? 0 : TrySend(d);
        if (r == d.Length) return;
        d = d[r..];
        if (Pend.Length < PendLen + d.Length) Array.Resize(ref Pend, Math.Max(2 * Pend.Length, PendLen + d.Length));
        d.CopyTo(Pend.AsSpan(PendLen));
        PendLen += d.Length;
        if (!Blocked) { Blocked = true; WaitWritable(); }
    }
    public void U(byte u) => Write([0x68, 4, u, 0, 0, 0]);
    public void S(int nr) { Vra = nr; Write([0x68, 4, 1, 0, (byte)(nr << 1), (byte)(nr >> 7)]); }
    public bool Ack(int nr)
    {
        int moved = (nr - Va) & 0x7fff;
        if (moved == 0 || moved > ((Vs - Va) & 0x7fff)) return false;
        Va = nr;
        return true;
    }
}
