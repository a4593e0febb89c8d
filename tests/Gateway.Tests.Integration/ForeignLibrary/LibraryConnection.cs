using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Integration.ForeignLibrary;

/// <summary>What a <see cref="LibraryConnection"/> tells.</summary>
internal enum LibraryEvent
{
    Opened,
    StartDtConReceived,
    StopDtConReceived,
    ConnectFailed,
    Closed,
}

/// <summary>
/// A small IEC 60870-5-104 client that behaves like lib60870.NET's: a thread of its own that blocks in the socket and calls the handlers,
/// its own k and w, acknowledgements on receipt, an exception where its send buffer is full.
/// </summary>
internal sealed class LibraryConnection(IPEndPoint remote) : IDisposable
{
    private const int K = 12;
    private const int W = 8;
    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private int _sent;
    private int _acknowledged;
    private int _received;
    private int _unconfirmed;
    private bool _closing;

    public required Action<LibraryAsdu> AsduReceived { get; init; }

    public required Action<LibraryEvent> ConnectionEvent { get; init; }

    public Thread? Worker { get; private set; }

    public void ConnectAsync()
    {
        Worker = new Thread(Work) { IsBackground = true, Name = $"library {remote}" };
        Worker.Start();
    }

    public void SendStartDt() => Send([0x68, 4, 0x07, 0, 0, 0]);

    public void SendStopDt() => Send([0x68, 4, 0x13, 0, 0, 0]);

    /// <exception cref="InvalidOperationException">Flow control congestion: k ASDUs are not acknowledged.</exception>
    public void SendAsdu(LibraryAsdu asdu)
    {
        lock (_gate)
        {
            if (Count(_acknowledged, _sent) >= K)
            {
                throw new InvalidOperationException("Flow control congestion. Try again later.");
            }

            var octets = asdu.Encode();
            Send([0x68, (byte)(octets.Length + 4), (byte)(_sent << 1), (byte)(_sent >> 7), (byte)(_received << 1), (byte)(_received >> 7), .. octets]);
            _unconfirmed = 0;
            _sent = Next(_sent);
        }
    }

    /// <summary>Closes the connection; no handler is called any more when it returns.</summary>
    public void Dispose()
    {
        _closing = true;
        _socket.Dispose();
        if (Worker is not null && Worker != Thread.CurrentThread)
        {
            Worker.Join();
        }
    }

    private static int Next(int number) => (number + 1) & 0x7FFF;

    private static int Count(int from, int to) => (to - from) & 0x7FFF;

    private void Send(ReadOnlySpan<byte> apdu)
    {
        lock (_gate)
        {
            _ = _socket.Send(apdu, SocketFlags.None, out _);
        }
    }

    private void Work()
    {
        try
        {
            _socket.Connect(remote);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Tell(LibraryEvent.ConnectFailed);
            return;
        }

        _socket.ReceiveTimeout = (int)ReceiveTimeout.TotalMilliseconds;
        Tell(LibraryEvent.Opened);
        while (!_closing && ReadApdu() is { } apdu)
        {
            if (apdu.Length > 0)
            {
                Handle(apdu);
            }
            else
            {
                Acknowledge(atLeast: 1);
            }
        }

        Tell(LibraryEvent.Closed);
    }

    private void Tell(LibraryEvent e)
    {
        if (!_closing)
        {
            ConnectionEvent(e);
        }
    }

    private void Handle(byte[] apdu)
    {
        if ((apdu[2] & 1) == 0)
        {
            lock (_gate)
            {
                _received = Next(_received);
                _acknowledged = (apdu[4] >> 1) | (apdu[5] << 7);
                _unconfirmed++;
            }

            AsduReceived(LibraryAsdu.Parse(apdu));
            Acknowledge(atLeast: W);
        }
        else if ((apdu[2] & 3) == 1)
        {
            lock (_gate)
            {
                _acknowledged = (apdu[4] >> 1) | (apdu[5] << 7);
            }
        }
        else
        {
            switch (apdu[2])
            {
                case 0x0B:
                    Tell(LibraryEvent.StartDtConReceived);
                    break;
                case 0x23:
                    Tell(LibraryEvent.StopDtConReceived);
                    break;
                case 0x43:
                    Send([0x68, 4, 0x83, 0, 0, 0]);
                    break;
            }
        }
    }

    private void Acknowledge(int atLeast)
    {
        lock (_gate)
        {
            if (_unconfirmed >= atLeast)
            {
                Send([0x68, 4, 1, 0, (byte)(_received << 1), (byte)(_received >> 7)]);
                _unconfirmed = 0;
            }
        }
    }

    // Empty: nothing came for a while. Null: the connection is over.
    private byte[]? ReadApdu()
    {
        var head = new byte[2];
        var read = Read(head, mayBeQuiet: true);
        if (read <= 0)
        {
            return read == 0 ? [] : null;
        }

        byte[] apdu = [head[0], head[1], .. new byte[head[1]]];
        return Read(apdu.AsSpan(2), mayBeQuiet: false) > 0 ? apdu : null;
    }

    private int Read(Span<byte> octets, bool mayBeQuiet)
    {
        for (var filled = 0; filled < octets.Length;)
        {
            try
            {
                var count = _socket.Receive(octets[filled..], SocketFlags.None, out var error);
                if (error == SocketError.TimedOut && !_closing)
                {
                    if (mayBeQuiet && filled == 0)
                    {
                        return 0;
                    }

                    continue;
                }

                if (count <= 0)
                {
                    return -1;
                }

                filled += count;
            }
            catch (ObjectDisposedException)
            {
                return -1;
            }
        }

        return octets.Length;
    }
}
