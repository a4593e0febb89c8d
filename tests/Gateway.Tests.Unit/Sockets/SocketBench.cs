using System.Net;
using System.Net.Sockets;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>
/// The owner of a listener and of one connection on real sockets, without a thread of deadlines: what they tell, it tells in words. A
/// connection that comes in is its own; <see cref="Client"/> is the raw other end.
/// </summary>
internal sealed class SocketBench : TurnBench, ILinkListenerOwner, ILinkConnectionOwner, IDisposable
{
    private static readonly AsduHead Head = AsduHead.Read(Hex.Of(Links.LinkBench.Asdu));
    private static readonly byte[] Objects = Hex.Of(Links.LinkBench.Asdu)[AsduHead.Octets..];

    private readonly List<Socket> _clients = [];

    // Bound and never listening: keeps the port for this test alone.
    private readonly Socket _reservation;

    public SocketBench(string listen = "127.0.1.1", bool completions = false)
        : base(completions: completions) => (_reservation, Listener) = Reserve(listen);

    /// <inheritdoc cref="TurnBench(Poller, bool)"/>
    public SocketBench(Poller poller, bool onPool = false)
        : base(poller, onPool) => (_reservation, Listener) = Reserve("127.0.1.1");

    public LinkListener Listener { get; }

    public LinkConfig Config { get; set; } = LinkConfig.Default;

    /// <summary>The octets that the system keeps for what is sent; null: its own choice.</summary>
    public int? SendBufferOctets { get; set; }

    /// <summary>Done when a connection has come in.</summary>
    public Action AtAccepted { get; set; } = () => { };

    public LinkConnection? Connection { get; private set; }

    /// <summary>The socket of <see cref="Connection"/>, when that was accepted.</summary>
    public Socket? Accepted { get; private set; }

    public int Received { get; private set; }

    public override Instant Deadline => Connection?.Deadline ?? Instant.Never;

    /// <summary>Listens, and has a connection in which data transfer is started; the raw client at its other end.</summary>
    public Socket Started()
    {
        Open();
        var client = Client();
        Assert.AreEqual("accepted", Next());
        _ = client.Send(Hex.Of(Links.LinkBench.StartDtAct));
        Assert.AreEqual("started", Next());
        var con = new byte[Apci.Octets];
        Assert.AreEqual(con.Length, client.Receive(con));
        return client;
    }

    public void Open() => Do(() => Assert.IsNull(Listener.Open()));

    /// <summary>A raw client of the listener, connected; it waits no longer than the tests do.</summary>
    public Socket Client(IPAddress? to = null, int? receiveBufferOctets = null)
    {
        var address = to ?? Listener.Local.Address;
        var client = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            SendTimeout = (int)Patience.TotalMilliseconds,
        };
        lock (_clients)
        {
            _clients.Add(client);
        }

        if (receiveBufferOctets is { } octets)
        {
            client.ReceiveBufferSize = octets;
        }

        client.Connect(address, Listener.Local.Port);
        return client;
    }

    /// <summary>Asks for a connection; inside the turn.</summary>
    public void Connect(IPEndPoint remote, IPAddress? local = null) =>
        Connection = LinkConnection.Connect(remote, local, Config, AcknowledgeTiming.OnReceipt, Turn, this);

    /// <summary>Adds an ASDU to this turn's write; inside the turn.</summary>
    public void Put() => Connection!.Put(Head, Objects);

    private (Socket Reservation, LinkListener Listener) Reserve(string listen)
    {
        var address = IPAddress.Parse(listen);
        var reservation = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        reservation.Bind(new IPEndPoint(address, 0));
        var local = (IPEndPoint)reservation.LocalEndPoint!;
        if (OperatingSystem.IsWindows())
        {
            reservation.Dispose();
        }

        return (reservation, new LinkListener(local, Turn, this));
    }

    public override void Flush()
    {
        Connection?.Flush();
        base.Flush();
    }

    public override void Expire() => Connection?.Expire();

    void ILinkListenerOwner.Accepted(LinkListener listener, Socket socket)
    {
        Connection?.Close();
        Accepted = socket;
        if (SendBufferOctets is { } octets)
        {
            socket.SendBufferSize = octets;
        }

        Connection = new LinkConnection(socket, Config, StationRole.Controlled, AcknowledgeTiming.OnReceipt, Turn, this);
        Tell("accepted");
        AtAccepted();
        Connection.Begin();
    }

    void ILinkConnectionOwner.Connected() => Tell("connected");

    void ILinkConnectionOwner.Writable() => Tell("writable");

    void ILinkConnectionOwner.Lost(string why) => Tell($"lost: {why}");

    void ILinkSink.Received(in AsduView asdu) => Received++;

    void ILinkSink.Confirmed(int count)
    {
    }

    void ILinkSink.Started() => Tell("started");

    void ILinkSink.Stopped() => Tell("stopped");

    void ILinkSink.Noted(LinkNote note) => Tell(note.ToString());

    void ILinkSink.Faulted(in LinkFault fault)
    {
        Connection!.Close();
        Tell(fault.Kind.ToString());
    }

    public void Dispose()
    {
        Do(() =>
        {
            Connection?.Close();
            Listener.Dispose();
        });
        _clients.ForEach(c => c.Dispose());
        _reservation.Dispose();
    }
}
