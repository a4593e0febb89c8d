using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// A <see cref="Wire"/> on the runtime's completions, for systems without epoll. Waits with an empty read, so that an idle connection holds no
/// buffer.
/// </summary>
#pragma warning disable CA1001 // The operations' state is left to the collector: an operation may still end after Close.
internal sealed class CompletionWire : Wire
{
    private readonly SocketAsyncEventArgs _readable = new(true);
    private readonly Turn _turn;
    private readonly TurnInput _readableInput;
    private readonly TurnInput _writableInput;
    private SocketAsyncEventArgs? _rest;
    private volatile bool _sending;

    public CompletionWire(Socket socket, Turn turn, TurnInput readable, TurnInput writable)
        : base(socket)
    {
        _turn = turn;
        _readableInput = readable;
        _writableInput = writable;
        _readable.Completed += (_, _) => _turn.Enter(_readableInput);
    }

    protected override bool IsReadingRest => _sending;

    public override void Connect(IPEndPoint remote)
    {
        _readable.RemoteEndPoint = remote;
        if (!Socket.ConnectAsync(_readable))
        {
            _turn.Enter(_readableInput);
        }
    }

    public override SocketError TakeConnectResult() => _readable.SocketError;

    public override int Receive(Span<byte> to, out SocketError error) => Socket.Receive(to, SocketFlags.None, out error);

    public override bool Await()
    {
        _readable.SetBuffer(Memory<byte>.Empty);
        return Socket.ReceiveAsync(_readable);
    }

    protected override int TrySend(ReadOnlySpan<byte> octets)
    {
        var sent = Socket.Send(octets, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock or SocketError.IOPending or SocketError.NoBufferSpaceAvailable => 0,
            _ => octets.Length,
        };
    }

    protected override void AwaitRoom(ReadOnlyMemory<byte> rest)
    {
        if (_rest is null)
        {
            _rest = new SocketAsyncEventArgs(true);
            _rest.Completed += (_, _) => Done();
        }

        _sending = true;
        _rest.SetBuffer(MemoryMarshal.AsMemory(rest));
        if (!Socket.SendAsync(_rest))
        {
            Done();
        }
    }

    // The runtime sends all of it.
    protected override int TrySendRest(ReadOnlyMemory<byte> rest) => _sending ? 0 : rest.Length;

    private void Done()
    {
        _sending = false;
        _turn.Enter(_writableInput);
    }
}
