using System.Net;
using System.Net.Sockets;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Traffic;

/// <summary>
/// The smallest peer on real sockets that allocates nothing per ASDU: an RTU that sends the same event as fast as its window allows, or a
/// master that counts what comes.
/// </summary>
internal sealed class WirePeer : ITurnOwner, ILinkListenerOwner, ILinkConnectionOwner, IDisposable
{
    // M_SP_TB_1, spontaneous, CA 1, IOA 100, on.
    private static readonly AsduHead Event = new(
        TypeIdentification.M_SP_TB_1, new VariableStructureQualifier(1), Cause.Spontaneous, OriginatorAddress.None, new CommonAddress(1));

    private static readonly byte[] Objects = [100, 0, 0, 1, 0, 0, 0, 12, 1, 6, 26];

    /// <summary>An event's length on the wire.</summary>
    public const int ApduOctets = 6 + 6 + 11;

    private readonly Turn _turn;
    private readonly Deadlines _deadlines;
    private readonly LinkListener? _listener;
    private LinkConnection? _connection;
    private long _toSend;
    private long _received;

    private WirePeer(Deadlines deadlines, IPAddress? listen)
    {
        _deadlines = deadlines;
        _turn = new Turn(this, new TurnClock());
        if (listen is not null)
        {
            _listener = new LinkListener(new IPEndPoint(listen, 0), _turn, this);
            Assert.IsNull(_listener.Open());
        }

        deadlines.Add(_turn);
    }

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Received => Interlocked.Read(ref _received);

    public IPEndPoint Local => _listener!.Local;

    public Instant Deadline => _connection?.Deadline ?? Instant.Never;

    public static WirePeer Rtu(Deadlines deadlines, IPAddress listen) => new(deadlines, listen);

    public static WirePeer Master(Deadlines deadlines, IPAddress from, IPEndPoint gateway)
    {
        var peer = new WirePeer(deadlines, listen: null);
        peer._turn.Enter(new Todo(() =>
            peer._connection = LinkConnection.Connect(gateway, from, LinkConfig.Default, AcknowledgeTiming.OnReceipt, peer._turn, peer)));
        return peer;
    }

    /// <summary>Sends so many events more.</summary>
    public void Send(long events) => _turn.Enter(new Todo(() => _toSend += events));

    public void Flush()
    {
        if (_connection is null)
        {
            return;
        }

        for (; _toSend > 0 && _connection.Room > 0; _toSend--)
        {
            _connection.Put(Event, Objects);
        }

        _connection.Flush();
    }

    public void Expire() => _connection?.Expire();

    public void Failed(Exception defect) => Started.TrySetException(defect);

    void ILinkListenerOwner.Accepted(LinkListener listener, Socket socket)
    {
        _connection = new LinkConnection(socket, LinkConfig.Default, StationRole.Controlled, AcknowledgeTiming.OnReceipt, _turn, this);
        _connection.Begin();
    }

    void ILinkConnectionOwner.Connected() => _connection!.Link.Start(_turn.Clock.Now);

    void ILinkConnectionOwner.Writable()
    {
        // The turn's end sends.
    }

    void ILinkConnectionOwner.Lost(string why) => Started.TrySetException(new InvalidOperationException(why));

    void ILinkSink.Received(in AsduView asdu) => Interlocked.Increment(ref _received);

    void ILinkSink.Confirmed(int count)
    {
        // The turn's end sends more.
    }

    void ILinkSink.Started() => Started.TrySetResult();

    void ILinkSink.Stopped()
    {
        // Nobody stops here.
    }

    void ILinkSink.Noted(LinkNote note) => Started.TrySetException(new InvalidOperationException(note.ToString()));

    void ILinkSink.Faulted(in LinkFault fault)
    {
        _connection!.Close();
        Started.TrySetException(new InvalidOperationException(fault.ToString()));
    }

    public void Dispose()
    {
        var closed = new ManualResetEventSlim();
        _turn.Enter(new Todo(() =>
        {
            _listener?.Close();
            _connection?.Close();
            closed.Set();
        }));
        Assert.IsTrue(closed.Wait(TimeSpan.FromSeconds(10)));
        _listener?.Dispose();
        _deadlines.Remove(_turn);
    }

    private sealed class Todo(Action what) : TurnInput
    {
        protected internal override void Run() => what();
    }
}
