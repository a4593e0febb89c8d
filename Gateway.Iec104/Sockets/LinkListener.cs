using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// A TCP port that can stop and start listening. While it does not listen it stays bound, and the operating system refuses a peer at once
/// (RST); on Windows, which cannot un-listen, it is closed and bound anew.
/// </summary>
public sealed class LinkListener(IPEndPoint local, Turn turn, ILinkListenerOwner owner) : TurnInput, IDisposable
{
    // As many masters as a group should have at most: after a loss of the RTU they all come at once, and the turn may be busy just then. Who finds no
    // place tries again after a second.
    private const int Backlog = 255;

    // Then other input of the group has its turn.
    private const int MostAtOnce = 16;

    // After an accept that failed for want of descriptors or memory.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Socket> _accepted = new();
    private readonly bool _systemChose = local.Port == 0;
    private Socket? _socket;

    // Null: the runtime's completions accept.
    private PolledWire? _watch;
    private volatile bool _listening;
    private volatile bool _pausing;
    private bool _ended;

    // Counts the times of listening: an accept of an earlier one that ends late goes on no more.
    private volatile int _opened;

    /// <summary>The address bound; with port 0 asked for, the port the system gave.</summary>
    public IPEndPoint Local { get; private set; } = local;

    public bool IsListening => _listening;

    /// <summary>Takes the port, and does not listen yet: nobody is accepted. Only listening for a moment finds out whether it is in use.</summary>
    /// <returns>Null, or what is wrong in words.</returns>
    public string? Take() => _listening ? null : Listen() ?? Unlisten();

    /// <summary>Takes the port and starts listening.</summary>
    /// <inheritdoc cref="Take"/>
    public string? Open()
    {
        if (_listening)
        {
            return null;
        }

        var error = Listen();
        if (error is null)
        {
            _listening = true;
            _watch = PolledWire.TryOf(_socket!, turn, readable: this, writable: this);
            if (_watch is null)
            {
                Accept(_socket!, NewArgs(++_opened));
            }
            else
            {
                _socket!.Blocking = false;
                _ = _watch.Await();
            }
        }

        return error;
    }

    /// <summary>Stops listening: who connects now is refused. Connections that were accepted live on.</summary>
    public void Close()
    {
        if (!_listening)
        {
            return;
        }

        _listening = false;
        _ = Unlisten();
    }

    /// <summary>Gives the port up for good.</summary>
    public void Dispose()
    {
        _ended = true;
        Release();
    }

    /// <summary>Hands over what has come in.</summary>
    protected internal override void Run()
    {
        for (var n = 0; TakeNext() is { } socket; n++)
        {
            owner.Accepted(this, socket);
            if (n + 1 == MostAtOnce)
            {
                turn.Enter(this);
                return;
            }
        }
    }

    // Null: nobody is waiting, and the next one brings the turn back; or it must pause.
    private Socket? TakeNext()
    {
        if (_listening && _watch is not null)
        {
            return _pausing ? null : TryAccept();
        }

        while (_accepted.TryDequeue(out var socket))
        {
            if (_listening)
            {
                return socket;
            }

            socket.Dispose();
        }

        return null;
    }

    private string? Listen()
    {
        if (_ended)
        {
            return "it was given up";
        }

        try
        {
            _socket ??= Bind();
            _socket.Listen(Backlog);
            Local = (IPEndPoint)_socket.LocalEndPoint!;
            return null;
        }
        catch (SocketException e)
        {
            Release();
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "it is in use by another program",
                SocketError.AccessDenied => "the operating system does not allow it; a port below 1024 needs a permission",
                SocketError.AddressNotAvailable => $"the address {Local.Address} is not this machine's",
                _ => e.Message,
            };
        }
    }

    private string? Unlisten()
    {
        _watch?.Forget();
        _watch = null;

        // Nor does Linux keep a port of its own choice; Local asks for the same one again.
        if (OperatingSystem.IsWindows() || _systemChose)
        {
            Release();
        }
        else
        {
            _socket!.Shutdown(SocketShutdown.Receive);
        }

        return null;
    }

    private void Release()
    {
        _listening = false;
        _watch?.Forget();
        _watch = null;
        _socket?.Dispose();
        _socket = null;
    }

    private Socket Bind()
    {
        var socket = new Socket(Local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (Local.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(Local);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Socket? TryAccept()
    {
        try
        {
            while (_socket!.Poll(0, SelectMode.SelectRead))
            {
                try
                {
                    return _socket.Accept();
                }
                catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.ConnectionReset or SocketError.ConnectionAborted)
                {
                    // It has given up meanwhile; the next one.
                }
            }
        }
        catch (SocketException)
        {
            // Who comes meanwhile is seen behind the pause.
            _pausing = true;
            _ = Task.Delay(Pause).ContinueWith(_ => EndPause(), TaskScheduler.Default);
        }

        return null;
    }

    private void EndPause()
    {
        _pausing = false;
        turn.Enter(this);
    }

    private SocketAsyncEventArgs NewArgs(int opened)
    {
        var args = new SocketAsyncEventArgs(true) { UserToken = opened };
        args.Completed += (sender, e) =>
        {
            if (Accepted((Socket)sender!, e))
            {
                Accept((Socket)sender!, e);
            }
        };
        return args;
    }

    private void Accept(Socket listening, SocketAsyncEventArgs args)
    {
        try
        {
            while (!listening.AcceptAsync(args) && Accepted(listening, args))
            {
            }
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile.
        }
    }

    // False: do not accept the next one now.
    private bool Accepted(Socket listening, SocketAsyncEventArgs args)
    {
        var socket = args.AcceptSocket;
        args.AcceptSocket = null;
        if (!_listening)
        {
            socket?.Dispose();
            return false;
        }

        // An accept of an earlier time of listening may not have ended yet and take one of ours: it is good, but the last of that accept.
        var isOurs = (int)args.UserToken! == _opened;
        if (args.SocketError == SocketError.Success && socket is not null)
        {
            _accepted.Enqueue(socket);
            turn.Enter(this);
            return isOurs;
        }

        socket?.Dispose();
        if (!isOurs)
        {
            return false;
        }

        if (args.SocketError is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return true;
        }

        _ = Task.Delay(Pause).ContinueWith(_ => Accept(listening, args), TaskScheduler.Default);
        return false;
    }
}
