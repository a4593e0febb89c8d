using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// One TCP connection with its <see cref="Link"/>. Waits with an empty read, so that an idle connection holds no buffer; reads what has come
/// into the thread's buffer; never blocks. Every call and every event is inside the owner's <see cref="Turn"/>.
/// </summary>
#pragma warning disable CA1001 // The operations' state is left to the collector: an operation may still end after Close.
public sealed class LinkConnection : TurnInput, IOctetSink
{
    private const int ReadOctets = 64 * 1024;

    [ThreadStatic]
    private static byte[]? _threadBuffer;

    private readonly Turn _turn;
    private readonly ILinkConnectionOwner _owner;
    private readonly Socket _socket;
    private readonly LinkChannel _channel;
    private readonly SocketAsyncEventArgs _readable = new(true);
    private Instant _connectBy = Instant.Never;
    private RestInput? _rest;
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
        _readable.Completed += (_, _) => _turn.Enter(this);
    }

    public Link Link => _channel.Link;

    /// <summary>How many ASDUs <see cref="Put"/> takes now.</summary>
    public int Room => _channel.Room;

    /// <summary>All that was put is with the operating system.</summary>
    public bool IsDrained => _channel.IsDrained;

    public bool IsClosed { get; private set; }

    /// <summary>The peer's address as it was when the connection stood; IPv4 as IPv4.</summary>
    public IPEndPoint Remote { get; private set; } = new(IPAddress.None, 0);

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
        connection._readable.RemoteEndPoint = remote;
        try
        {
            if (local is not null)
            {
                socket.Bind(new IPEndPoint(local, 0));
            }

            if (!socket.ConnectAsync(connection._readable))
            {
                turn.Enter(connection);
            }
        }
        catch (SocketException e)
        {
            connection._readable.SocketError = e.SocketErrorCode;
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
    public static IPEndPoint RemoteOf(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
                ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port)
                : (IPEndPoint)socket.RemoteEndPoint!;
        }
        catch (SocketException)
        {
            return new IPEndPoint(IPAddress.None, 0);
        }
    }

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
            EndSending();
            _socket.Dispose();
        }
    }

    /// <inheritdoc/>
    int IOctetSink.Send(ReadOnlySpan<byte> octets)
    {
        var sent = _socket.Send(octets, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock or SocketError.IOPending or SocketError.NoBufferSpaceAvailable => 0,
            // Broken: the read side tells it, with the same reason.
            _ => octets.Length,
        };
    }

    /// <inheritdoc/>
    void IOctetSink.SendRest(ReadOnlyMemory<byte> octets)
    {
        _rest ??= new RestInput(this);
        _rest.Send(octets);
    }

    /// <summary>The socket is readable, or the connect is done.</summary>
    protected internal override void Run()
    {
        if (IsClosed)
        {
            return;
        }

        if (_connecting)
        {
            if (_readable.SocketError != SocketError.Success)
            {
                Lose(Words(_readable.SocketError));
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

    // A FIN behind what was written: a mere Dispose with a read under way resets the connection, and what the peer has not read is lost.
    private void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Not connected, or not any more.
        }
    }

    private void Read()
    {
        var buffer = _threadBuffer ??= GC.AllocateUninitializedArray<byte>(ReadOctets, pinned: true);
        for (var taken = 0; taken < ReadOctets;)
        {
            var count = _socket.Receive(buffer, SocketFlags.None, out var error);
            if (count > 0)
            {
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
            if (count < ReadOctets && Wait())
            {
                return;
            }
        }

        _turn.Enter(this);
    }

    // An empty read ends when there is something to read. True: that will be later, and Run is called.
    private bool Wait()
    {
        _readable.SetBuffer(Memory<byte>.Empty);
        return _socket.ReceiveAsync(_readable);
    }

    private void Lose(string why)
    {
        Close();
        _owner.Lost(why);
    }

    /// <summary>What a full socket did not take, on its way.</summary>
    private sealed class RestInput : TurnInput
    {
        private readonly LinkConnection _connection;
        private readonly SocketAsyncEventArgs _args = new(true);

        public RestInput(LinkConnection connection)
        {
            _connection = connection;
            _args.Completed += (_, _) => _connection._turn.Enter(this);
        }

        public void Send(ReadOnlyMemory<byte> octets)
        {
            _args.SetBuffer(MemoryMarshal.AsMemory(octets));
            if (!_connection._socket.SendAsync(_args))
            {
                _connection._turn.Enter(this);
            }
        }

        protected internal override void Run()
        {
            _connection._channel.RestSent();
            if (!_connection.IsClosed && _args.SocketError == SocketError.Success)
            {
                _connection._owner.Writable();
            }
        }
    }
}
