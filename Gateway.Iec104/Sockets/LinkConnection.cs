using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// One TCP connection with its <see cref="Link"/>. An idle one holds no buffer: what has come is read into the thread's own. Never blocks. Every
/// call and every event is inside the owner's <see cref="Turn"/>.
/// </summary>
public sealed class LinkConnection : TurnInput, IOctetSink
{
    private const int ReadOctets = 64 * 1024;

    [ThreadStatic]
    private static byte[]? _threadBuffer;

    private readonly Turn _turn;
    private readonly ILinkConnectionOwner _owner;
    private readonly Socket _socket;
    private readonly Wire _wire;
    private readonly LinkChannel _channel;
    private Instant _connectBy = Instant.Never;
    private SocketError _connectFailed;
    private bool _connecting;

    /// <summary>A connection that was accepted. <see cref="Begin"/> starts it.</summary>
    public LinkConnection(Socket socket, LinkConfig config, StationRole role, AcknowledgeTiming timing, Turn turn, ILinkConnectionOwner owner)
    {
        _turn = turn;
        _owner = owner;
        _socket = socket;
        _socket.Blocking = false;
        _socket.NoDelay = true;
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
        _channel = new LinkChannel(new Link(config, role, timing, turn.Clock.Now), this, owner);
        _wire = Wire.Of(socket, turn, readable: this, writable: new RestInput(this));
    }

    public Link Link => _channel.Link;

    /// <summary>How many ASDUs <see cref="Put"/> takes now.</summary>
    public int Room => _channel.Room;

    /// <summary>All that was put is with the operating system.</summary>
    public bool IsDrained => _channel.IsDrained;

    public bool IsClosed { get; private set; }

    /// <inheritdoc/>
    bool IOctetSink.HasRest => _wire.HasRest;

    /// <summary>Each octet is sent alone, as a slow line might cut an APDU: for tests.</summary>
    public bool SendsSingleOctets
    {
        get => _wire.SendsSingleOctets;
        set => _wire.SendsSingleOctets = value;
    }

    /// <summary>The peer's address as it was when the connection stood; IPv4 as IPv4.</summary>
    public IPEndPoint Remote { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Our end of it, IPv4 as IPv4; <see cref="IPAddress.None"/> where it is gone already.</summary>
    public IPEndPoint Local => IsClosed ? new IPEndPoint(IPAddress.None, 0) : EndPointOf(() => _wire.Local);

    /// <summary>Who looks at its octets; null: nobody.</summary>
    public ILinkTap? Tap
    {
        get => _wire.Tap;
        set => _wire.Tap = value;
    }

    /// <summary>When <see cref="Expire"/> wants to be called.</summary>
    public Instant Deadline => IsClosed ? Instant.Never : _connecting ? _connectBy : _channel.Link.Deadline;

    /// <summary>Asks for a TCP connection; ends in <see cref="ILinkConnectionOwner.Connected"/> or <see cref="ILinkConnectionOwner.Lost"/>, within t0.</summary>
    /// <param name="local">The address to come from; null: the system chooses.</param>
    public static LinkConnection Connect(
        IPEndPoint remote, IPAddress? local, LinkConfig config, AcknowledgeTiming timing, Turn turn, ILinkConnectionOwner owner)
    {
        var socket = new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        var connection = new LinkConnection(socket, config, StationRole.Controlling, timing, turn, owner)
        {
            Remote = remote,
            _connecting = true,
            _connectBy = turn.Clock.Now + config.T0,
        };
        try
        {
            if (local is not null)
            {
                socket.Bind(new IPEndPoint(local, 0));
            }

            connection._wire.Connect(remote);
        }
        catch (SocketException e)
        {
            connection._connectFailed = e.SocketErrorCode;
            turn.Enter(connection);
        }

        return connection;
    }

    /// <summary>Starts reading an accepted connection.</summary>
    public void Begin()
    {
        Remote = RemoteOf(_socket);
        Read();
    }

    /// <summary>The address a socket's peer has, IPv4 as IPv4; <see cref="IPAddress.None"/> where it is gone already.</summary>
    public static IPEndPoint RemoteOf(Socket socket) => EndPointOf(() => socket.RemoteEndPoint);

    /// <summary>Adds an I APDU to this turn's write.</summary>
    public void Put(in AsduHead head, ReadOnlySpan<byte> objects) => _channel.Put(head, objects, _turn.Clock.Now);

    /// <summary>Adds I APDUs that stand behind one another to this turn's write, as many as there is <see cref="Room"/> for.</summary>
    /// <inheritdoc cref="LinkChannel.PutAll"/>
    public int PutAll(ref ReadOnlySpan<byte> apdus) => _channel.PutAll(ref apdus, _turn.Clock.Now);

    /// <summary>The end of a turn: everything that is ready goes out in one write.</summary>
    public void Flush()
    {
        if (!_connecting)
        {
            _channel.Flush(_turn.Clock.Now);
        }
    }

    /// <summary>Looks at the timers; may end in <see cref="ILinkSink.Faulted"/> or <see cref="ILinkConnectionOwner.Lost"/>.</summary>
    public void Expire()
    {
        if (IsClosed)
        {
            return;
        }

        if (!_connecting)
        {
            if (_channel.Link.Expire(_turn.Clock.Now) is { } fault)
            {
                _owner.Faulted(fault);
            }
        }
        else if (_turn.Clock.Now >= _connectBy)
        {
            Lose("no TCP connection within t0");
        }
    }

    /// <summary>Closes it; the owner is told nothing more.</summary>
    public void Close()
    {
        if (!IsClosed)
        {
            IsClosed = true;
            _channel.Close();
            _wire.Close();
            Tap?.Closed();
            Tap = null;
        }
    }

    /// <inheritdoc/>
    void IOctetSink.Send(ReadOnlySpan<byte> octets) => _wire.Send(octets);

    /// <summary>The socket is readable, or the connect is done.</summary>
    protected internal override void Run()
    {
        if (IsClosed)
        {
            return;
        }

        if (_connecting)
        {
            var error = _connectFailed != SocketError.Success ? _connectFailed : _wire.TakeConnectResult();
            if (error != SocketError.Success)
            {
                Lose(Words(error));
                return;
            }

            _connecting = false;
            _channel.Link.Opened(_turn.Clock.Now);
            _owner.Connected();
            if (IsClosed)
            {
                return;
            }
        }

        Read();
        if (!IsClosed)
        {
            _owner.Heard();
        }
    }

    private static IPEndPoint EndPointOf(Func<EndPoint?> end)
    {
        try
        {
            return end() switch
            {
                IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped => new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port),
                IPEndPoint other => other,
                _ => new IPEndPoint(IPAddress.None, 0),
            };
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return new IPEndPoint(IPAddress.None, 0);
        }
    }

    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset by the peer",
        SocketError.TimedOut => "TCP gave up: no answer from the peer",
        SocketError.HostUnreachable => "no route to the host",
        SocketError.NetworkUnreachable => "no route to the network",
        SocketError.AccessDenied => "the operating system does not allow it",
        SocketError.AddressNotAvailable => "the local address is not this machine's",
        _ => $"socket error {error}",
    };

    private void Read()
    {
        var buffer = _threadBuffer ??= GC.AllocateUninitializedArray<byte>(ReadOctets, pinned: true);
        for (var taken = 0; taken < ReadOctets;)
        {
            var count = _wire.Receive(buffer, out var error);
            if (count > 0)
            {
                Tap?.Received(buffer.AsSpan(0, count), _channel.HasPartial);
                _channel.Receive(buffer.AsSpan(0, count), _turn.Clock.Now);
                if (IsClosed)
                {
                    return;
                }

                taken += count;
            }
            else if (error == SocketError.Success)
            {
                Lose("closed by the peer");
                return;
            }
            else if (error is not (SocketError.WouldBlock or SocketError.IOPending))
            {
                Lose(Words(error));
                return;
            }

            // A short read has emptied the socket: wait, unless more has come meanwhile.
            if (count < ReadOctets && _wire.Await())
            {
                return;
            }
        }

        _turn.Enter(this);
    }

    private void Lose(string why)
    {
        Close();
        _owner.Lost(why);
    }

    /// <summary>The socket takes more of what was too much for it.</summary>
    private sealed class RestInput(LinkConnection connection) : TurnInput
    {
        protected internal override void Run()
        {
            if (connection._wire.SendMore() && !connection.IsClosed)
            {
                connection._owner.Writable();
            }
        }
    }
}
