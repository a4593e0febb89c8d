using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Integration.Kills;

/// <summary>
/// A numbered master that can stop reading from its socket, as when its program hangs: what the gateway sends fills first its receive buffer,
/// a small one, then the gateway's send buffer. It does not notice when it is closed then; <see cref="ComeBack"/> is its restart.
/// </summary>
internal sealed class DeafMaster : NumberedPeer, IOctetSink, ILinkSink
{
    private const int ReceiveOctets = 2048;

    // TCP_MAXSEG of 536: towards small segments the gateway's system keeps small buffers, too.
    private const int Tcp = 6;
    private const int MaxSegment = 2;
    private const int SegmentOctets = 536;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    // Each read is acknowledged at once.
    private static readonly LinkConfig Config = LinkConfig.Default with { W = 1 };

    private readonly IPAddress _from;
    private readonly IPEndPoint _gateway;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile TaskCompletionSource? _deaf;
    private volatile bool _started;
    private volatile bool _over;
    private Socket _socket = NewSocket();

    public DeafMaster(string from, int port)
    {
        _from = IPAddress.Parse(from);
        _gateway = new IPEndPoint(IPAddress.Loopback, port);
        _running = Task.Run(RunAsync);
    }

    public override bool IsStarted => _started;

    /// <summary>It takes what is there already, and nothing more.</summary>
    public void StopReading() => _deaf ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It connects anew.</summary>
    public void ComeBack()
    {
        if (_deaf is { } deaf)
        {
            _started = false;
            _deaf = null;
            deaf.SetResult();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
    }

    // The socket waits until it has taken all; one that is broken is told by the next read.
    bool IOctetSink.HasRest => false;

    void IOctetSink.Send(ReadOnlySpan<byte> octets) => _ = _socket.Send(octets, SocketFlags.None, out _);

    void ILinkSink.Received(in AsduView asdu) => Take(asdu);

    void ILinkSink.Confirmed(int count)
    {
        // It sends nothing.
    }

    void ILinkSink.Started() => _started = true;

    void ILinkSink.Stopped()
    {
        // It never stops.
    }

    void ILinkSink.Noted(LinkNote note)
    {
        // Nothing changes by it.
    }

    void ILinkSink.Faulted(in LinkFault fault) => _over = true;

    private static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveOctets };
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(Tcp, MaxSegment, BitConverter.GetBytes(SegmentOctets));
        }

        return socket;
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                BeginConnection();
                _over = false;
                _socket.Bind(new IPEndPoint(_from, 0));
                await _socket.ConnectAsync(_gateway, _stop.Token);
                CountConnection();
                await ServeAsync();
            }
            catch (SocketException)
            {
                await Task.Delay(BetweenTries, _stop.Token);
            }
            finally
            {
                _started = false;
                _socket.Dispose();
                _socket = NewSocket();
            }
        }
    }

    private async Task ServeAsync()
    {
        var channel = new LinkChannel(new Link(Config, StationRole.Controlling, AcknowledgeTiming.OnReceipt, TurnClock.MachineTime), this, this);
        channel.Link.Start(TurnClock.MachineTime);
        channel.Flush(TurnClock.MachineTime);
        var octets = new byte[ReceiveOctets];
        while (!_over)
        {
            if (_deaf is { } deaf)
            {
                await deaf.Task.WaitAsync(_stop.Token);
                return;
            }

            var count = await _socket.ReceiveAsync(octets, SocketFlags.None, _stop.Token);
            if (count == 0)
            {
                return;
            }

            channel.Receive(octets.AsSpan(0, count), TurnClock.MachineTime);
            channel.Flush(TurnClock.MachineTime);
        }
    }
}
