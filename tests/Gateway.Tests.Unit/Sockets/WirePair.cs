using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>A wire that is watched, the raw socket at its other end, and what a tap saw.</summary>
internal sealed class WirePair : ILinkTap, IDisposable
{
    private readonly Socket _accepted;
    private bool _closed;

    public WirePair(TurnBench bench, int? sendBufferOctets = null)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0));
        listener.Listen();
        Peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)TurnBench.Patience.TotalMilliseconds };
        Peer.Connect(listener.LocalEndPoint!);
        _accepted = listener.Accept();
        _accepted.Blocking = false;
        if (sendBufferOctets is { } octets)
        {
            _accepted.SendBufferSize = octets;
        }

        var writable = new Todo(() =>
        {
            if (Wire!.SendMore())
            {
                bench.Tell("writable");
            }
        });
        Wire = new PolledWire(_accepted, bench.Turn.Poller!, bench.Turn, new Todo(() => { }), writable) { Tap = this };
        _ = Wire.Await();
    }

    public PolledWire Wire { get; }

    public Socket Peer { get; }

    /// <summary>What the tap saw.</summary>
    public List<byte> Seen { get; } = [];

    /// <summary>Done when the tap has seen something that was sent.</summary>
    public Action AtSeen { get; set; } = () => { };

    /// <summary>Nothing has come to the peer.</summary>
    public bool IsSilent => Peer.Available == 0;

    /// <summary>So many octets that the peer gets.</summary>
    public byte[] Get(int count)
    {
        var got = new byte[count];
        for (int taken = 0, now; taken < count; taken += now)
        {
            now = Peer.Receive(got.AsSpan(taken));
            Assert.AreNotEqual(0, now, $"The end after {taken} of {count} octets.");
        }

        return got;
    }

    void ILinkTap.Received(ReadOnlySpan<byte> octets, bool continues)
    {
    }

    void ILinkTap.Sent(ReadOnlySpan<byte> octets, bool continues)
    {
        Seen.AddRange(octets);
        AtSeen();
    }

    void ILinkTap.Closed()
    {
    }

    /// <summary>Closes the wire, once.</summary>
    public void Close()
    {
        if (!_closed)
        {
            _closed = true;
            Wire.Close();
        }
    }

    public void Dispose()
    {
        Close();
        Peer.Dispose();
        _accepted.Dispose();
    }
}
