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
    private ReadOnlyMemory<byte> _rest;

    // Both are read by the polling thread.
    private volatile bool _hasRest;
    private volatile bool _connecting;

    // The peer has ended or broken it: behind a short read there is something yet to be read.
    private volatile bool _ended;
    private bool _empty;

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

    public override bool HasRest => _hasRest;

    public override int RestOctets => _rest.Length;

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

    /// <summary>Which one of all that were ever watched.</summary>
    public uint Serial { get; set; }

    /// <summary>The polling thread tells what has changed.</summary>
    public void Happened(uint events)
    {
        if ((events & (Epoll.ReadHangUp | Epoll.HangUp | Epoll.Error)) != 0)
        {
            _ended = true;
        }

        if (_hasRest && (events & (Epoll.Out | Epoll.HangUp | Epoll.Error)) != 0)
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

    public override int Send(ReadOnlySpan<byte> octets)
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

    public override void SendRest(ReadOnlyMemory<byte> octets)
    {
        _rest = octets;

        // From now on the polling thread looks for room; there may be some already.
        _hasRest = true;
        _turn.Enter(_writable);
    }

    public override void SendMore()
    {
        if (_hasRest)
        {
            _rest = _rest[Send(_rest.Span)..];
            _hasRest = !_rest.IsEmpty;
        }
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
        Forget();
        _hasRest = false;
        base.Close();
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
