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
    protected Socket Socket => socket;

    /// <summary>Our end of it; null: there is none. Not asked behind <see cref="Close"/>.</summary>
    public virtual EndPoint? Local => socket.LocalEndPoint;

    /// <summary>What was given to <see cref="SendRest"/> and is not with the operating system yet.</summary>
    public abstract bool HasRest { get; }

    /// <summary>How many octets of it are not.</summary>
    public abstract int RestOctets { get; }

    /// <param name="readable">Entered when octets, the end or a fault have come, and when a connect is done.</param>
    /// <param name="writable">Entered when more of a rest may be sent, or was.</param>
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

    /// <returns>What the socket took; 0 where it is full. What is broken takes everything: the reading side tells why.</returns>
    public abstract int Send(ReadOnlySpan<byte> octets);

    /// <summary>Sends the rest as the socket takes it; the octets stay untouched until <see cref="HasRest"/> is false.</summary>
    public abstract void SendRest(ReadOnlyMemory<byte> octets);

    /// <summary>The writable input runs: sends more of the rest.</summary>
    public abstract void SendMore();

    public virtual void Close()
    {
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
}
