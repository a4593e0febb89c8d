using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Gateway.Iec104.Sockets;

/// <summary>A <see cref="Wire"/> that the <see cref="Poller"/> watches.</summary>
internal sealed unsafe class PolledWire : Wire
{
    private readonly Poller _poller;
    private readonly Turn _turn;
    private readonly TurnInput _readable;
    private readonly TurnInput _writable;
    private readonly int _descriptor;
    private int _slot = -1;

    // Both are read by the polling thread.
    private volatile bool _awaitsRoom;
    private volatile bool _connecting;

    // The peer has ended or broken it: behind a short read there is something yet to be read.
    private volatile bool _ended;
    private bool _empty;

    // A part of the polling thread's batch.
    private bool _isGathered;

    public PolledWire(Socket socket, Poller poller, Turn turn, TurnInput readable, TurnInput writable)
        : base(socket)
    {
        _poller = poller;
        _turn = turn;
        _readable = readable;
        _writable = writable;
        _descriptor = (int)socket.SafeHandle.DangerousGetHandle();
    }

    /// <returns>Null: sockets are not polled here, or not those of this turn.</returns>
    public static PolledWire? TryOf(Socket socket, Turn turn, TurnInput readable, TurnInput writable) =>
        turn.Poller is { } poller ? new PolledWire(socket, poller, turn, readable, writable) : null;

    public override EndPoint? Local
    {
        get
        {
            var address = new SocketAddress(Socket.AddressFamily);
            var length = address.Size;
            fixed (byte* octets = address.Buffer.Span)
            {
                if (Epoll.LocalAddress(_descriptor, octets, ref length) != 0)
                {
                    return null;
                }
            }

            var any = Socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
            return new IPEndPoint(any, 0).Create(address);
        }
    }

    /// <inheritdoc/>
    public override bool HasRest
    {
        get
        {
            Settle();
            return base.HasRest;
        }
    }

    /// <summary>Which one of all that were ever watched.</summary>
    public uint Serial { get; set; }

    /// <summary>The polling thread tells what has changed.</summary>
    public void Happened(uint events)
    {
        if ((events & (Epoll.ReadHangUp | Epoll.HangUp | Epoll.Error)) != 0)
        {
            _ended = true;
        }

        if (_awaitsRoom && (events & (Epoll.Out | Epoll.HangUp | Epoll.Error)) != 0)
        {
            _turn.Enter(_writable);
        }

        if (_connecting || (events & ~Epoll.Out) != 0)
        {
            _turn.Enter(_readable);
        }
    }

    public override void Connect(IPEndPoint remote)
    {
        const int InProgress = 115;

        _connecting = true;
        var address = remote.Serialize();
        fixed (byte* octets = address.Buffer.Span)
        {
            if (Epoll.Connect(_descriptor, octets, address.Size) != 0 && Marshal.GetLastPInvokeError() is var error and not InProgress)
            {
                throw new SocketException((int)ErrorOf(error));
            }
        }

        _slot = _poller.Add(_descriptor, this);
    }

    public override SocketError TakeConnectResult()
    {
        _connecting = false;
        return (SocketError)(int)Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
    }

    public override int Receive(Span<byte> to, out SocketError error)
    {
        nint count;
        fixed (byte* octets = to)
        {
            count = Epoll.Receive(_descriptor, octets, to.Length);
        }

        error = count >= 0 ? SocketError.Success : ErrorOf(Marshal.GetLastSystemError());
        _empty = error == SocketError.WouldBlock;
        return (int)Math.Max(count, 0);
    }

    public override bool Await()
    {
        if (_slot < 0)
        {
            _slot = _poller.Add(_descriptor, this);
            return true;
        }

        return _empty || !_ended;
    }

    public override void Send(ReadOnlySpan<byte> octets)
    {
        Settle();
        _isGathered = !SendsSingleOctets && SendBatch.TryAdd(this, _descriptor, octets);
        if (!_isGathered)
        {
            base.Send(octets);
        }
    }

    /// <summary>What came of octets that were gathered.</summary>
    /// <param name="octets">Valid during the call.</param>
    /// <param name="taken">How many the socket took, the length or more for all; below zero: they are to be sent alone.</param>
    public void Gathered(ReadOnlySpan<byte> octets, int taken)
    {
        _isGathered = false;
        Sent(octets, taken >= 0 ? Math.Min(taken, octets.Length) : TrySend(octets));
    }

    protected override int TrySend(ReadOnlySpan<byte> octets)
    {
        nint count;
        fixed (byte* from = octets)
        {
            count = Epoll.Send(_descriptor, from, octets.Length);
        }

        if (count >= 0)
        {
            return (int)count;
        }

        return ErrorOf(Marshal.GetLastSystemError()) is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable ? 0 : octets.Length;
    }

    protected override void AwaitRoom(ReadOnlyMemory<byte> rest)
    {
        // From now on the polling thread looks for room; there may be some already.
        _awaitsRoom = true;
        _turn.Enter(_writable);
    }

    protected override int TrySendRest(ReadOnlyMemory<byte> rest)
    {
        var taken = TrySend(rest.Span);
        _awaitsRoom = taken < rest.Length;
        return taken;
    }

    /// <summary>The socket is not watched any more; it stays as it is.</summary>
    public void Forget()
    {
        if (_slot >= 0)
        {
            _poller.Remove(_descriptor, _slot, this);
            _slot = -1;
        }
    }

    public override void Close()
    {
        try
        {
            Settle();
        }
        finally
        {
            Forget();
            _awaitsRoom = false;
            base.Close();
        }
    }

    // The kernel gets what was gathered: only then it is known what a socket takes.
    private void Settle()
    {
        if (_isGathered)
        {
            SendBatch.Submit();
        }
    }

    private static SocketError ErrorOf(int number) => number switch
    {
        4 or 11 => SocketError.WouldBlock, // EINTR, EAGAIN
        1 or 13 => SocketError.AccessDenied, // EPERM, EACCES
        22 => SocketError.InvalidArgument, // EINVAL
        32 or 104 => SocketError.ConnectionReset, // EPIPE, ECONNRESET
        99 => SocketError.AddressNotAvailable, // EADDRNOTAVAIL
        100 or 101 => SocketError.NetworkUnreachable, // ENETDOWN, ENETUNREACH
        105 => SocketError.NoBufferSpaceAvailable, // ENOBUFS
        110 => SocketError.TimedOut, // ETIMEDOUT
        111 => SocketError.ConnectionRefused, // ECONNREFUSED
        113 => SocketError.HostUnreachable, // EHOSTUNREACH
        _ => SocketError.SocketError,
    };
}
