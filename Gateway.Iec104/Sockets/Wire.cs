using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// One TCP socket as a connection uses it. It never blocks, and enters the connection's inputs when something has come or the socket takes octets
/// again. Called inside the connection's turn. On Linux our own polling stands behind it, elsewhere the runtime's completions
/// (docs/decisions/0007-own-polling.md).
/// </summary>
internal abstract class Wire(Socket socket)
{
    // What the socket has not taken yet, pooled: a slow peer's rest keeps no large buffer.
    private byte[]? _rest;
    private int _restAt;
    private int _restEnd;

    protected Socket Socket => socket;

    /// <summary>Our end of it; null: there is none. Not asked behind <see cref="Close"/>.</summary>
    public virtual EndPoint? Local => socket.LocalEndPoint;

    /// <summary>The socket has not taken all that was sent: nothing is sent until it has.</summary>
    public virtual bool HasRest => _rest is not null;

    /// <summary>Each octet is sent alone: for tests.</summary>
    public bool SendsSingleOctets { get; set; }

    /// <summary>Who sees what the socket takes; null: nobody.</summary>
    public ILinkTap? Tap { get; set; }

    /// <param name="readable">Entered when octets, the end or a fault have come, and when a connect is done.</param>
    /// <param name="writable">Entered when <see cref="SendMore"/> should be called.</param>
    public static Wire Of(Socket socket, Turn turn, TurnInput readable, TurnInput writable) =>
        (Wire?)PolledWire.TryOf(socket, turn, readable, writable) ?? new CompletionWire(socket, turn, readable, writable);

    /// <summary>Asks for a connection; done when the readable input is entered.</summary>
    /// <exception cref="SocketException">The system refuses at once.</exception>
    public abstract void Connect(IPEndPoint remote);

    /// <summary>How the connect ended.</summary>
    public abstract SocketError TakeConnectResult();

    /// <summary>Reads what has come; 0 with <see cref="SocketError.Success"/> is the end.</summary>
    public abstract int Receive(Span<byte> to, out SocketError error);

    /// <summary>All that had come is read. False: read on, more has come meanwhile. True: the readable input will be entered.</summary>
    public abstract bool Await();

    /// <summary>Takes all of it; not while there is a rest. What the socket does not take stays here; what is broken takes everything: the reading side tells why.</summary>
    public virtual void Send(ReadOnlySpan<byte> octets) => Sent(octets, SendsSingleOctets ? SendSingly(octets) : TrySend(octets));

    /// <summary>The writable input runs: the socket may take more of the rest, or has.</summary>
    /// <returns>Whether there was one and it is gone.</returns>
    public bool SendMore()
    {
        if (_rest is null)
        {
            return false;
        }

        var taken = TrySendRest(_rest.AsMemory(_restAt, _restEnd - _restAt));
        if (taken > 0)
        {
            Tap?.Sent(_rest.AsSpan(_restAt, taken), continues: true);
            _restAt += taken;
        }

        if (_restAt < _restEnd)
        {
            return false;
        }

        GiveBack();
        return true;
    }

    public virtual void Close()
    {
        if (!IsReadingRest)
        {
            GiveBack();
        }

        // A FIN behind what was written.
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Not connected, or not any more.
        }

        socket.Dispose();
    }

    /// <summary>The system reads the rest yet; closed or not, it enters the writable input when it has done so.</summary>
    protected virtual bool IsReadingRest => false;

    /// <returns>What the socket took; 0 where it is full. What is broken takes everything.</returns>
    protected abstract int TrySend(ReadOnlySpan<byte> octets);

    /// <summary>There is a rest now: enter the writable input as soon as the socket takes some of it, or has.</summary>
    protected abstract void AwaitRoom(ReadOnlyMemory<byte> rest);

    /// <returns>How much of it the socket has taken since.</returns>
    protected abstract int TrySendRest(ReadOnlyMemory<byte> rest);

    /// <summary>The socket has taken so many of these octets; the others are kept.</summary>
    protected void Sent(ReadOnlySpan<byte> octets, int taken)
    {
        if (taken > 0)
        {
            Tap?.Sent(octets[..taken], continues: false);
        }

        if (taken < octets.Length)
        {
            (_restAt, _restEnd) = (0, octets.Length - taken);
            _rest = ArrayPool<byte>.Shared.Rent(_restEnd);
            octets[taken..].CopyTo(_rest);
            AwaitRoom(_rest.AsMemory(0, _restEnd));
        }
    }

    private int SendSingly(ReadOnlySpan<byte> octets)
    {
        var sent = 0;
        while (sent < octets.Length && TrySend(octets.Slice(sent, 1)) == 1)
        {
            sent++;
        }

        return sent;
    }

    private void GiveBack()
    {
        if (_rest is not null)
        {
            ArrayPool<byte>.Shared.Return(_rest);
            _rest = null;
        }
    }
}
