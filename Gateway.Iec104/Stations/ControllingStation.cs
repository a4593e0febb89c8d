using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Iec104.Stations;

/// <summary>
/// A controlling station (a master) on one TCP connection. Any thread may call; what comes in is told inside the station's turn.
/// <code>
/// await using var master = await ControllingStation.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 2404));
/// await master.StartAsync();
/// var points = await master.InterrogateAsync(new CommonAddress(1));
/// </code>
/// </summary>
public sealed class ControllingStation : Station, ILinkConnectionOwner, IAsyncDisposable
{
    private const int MostWaiting = 10_000;

    private readonly ControllingOptions _options;
    private readonly IPEndPoint _remote;
    private readonly Queue<byte[]> _waiting = new();
    private readonly List<PendingRequest> _pending = [];
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkConnection? _connection;
    private TaskCompletionSource? _started;
    private TaskCompletionSource? _stopped;
    private string _why = "not connected";

    private ControllingStation(IPEndPoint remote, ControllingOptions options)
        : base(options.Runtime)
    {
        _remote = remote;
        _options = options;
    }

    /// <summary>Completes when the connection is over, with the reason in words.</summary>
    public Task<string> Closed => _closed.Task;

    private protected override Instant NextDeadline
    {
        get
        {
            var first = _connection?.Deadline ?? Instant.Never;
            foreach (var request in _pending)
            {
                first = Instant.Min(first, request.Until);
            }

            return first;
        }
    }

    /// <summary>Connects; STARTDT comes later.</summary>
    /// <exception cref="IOException">There is no connection; the message says why.</exception>
    public static async Task<ControllingStation> ConnectAsync(
        IPEndPoint remote, ControllingOptions? options = null, CancellationToken cancellation = default)
    {
        var station = new ControllingStation(remote, options ?? ControllingOptions.Default);
        try
        {
            station.Post(station.Connect);
            await station._connected.Task.WaitAsync(cancellation);
            return station;
        }
        catch
        {
            await station.DisposeAsync();
            throw;
        }
    }

    /// <summary>STARTDT act; completes with its con.</summary>
    /// <exception cref="IOException">The connection was lost.</exception>
    public async Task StartAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await DoAsync(() =>
        {
            _started = started;
            Open().Link.Start(Now);
        });
        await started.Task;
    }

    /// <summary>STOPDT act; completes with its con.</summary>
    /// <exception cref="IOException">The connection was lost.</exception>
    public async Task StopAsync()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await DoAsync(() =>
        {
            _stopped = stopped;
            Open().Link.Stop(Now);
        });
        await stopped.Task;
    }

    /// <summary>Sends a request; its answers can be awaited.</summary>
    public PendingRequest Send(in AsduView request)
    {
        var pending = new PendingRequest(WithOriginator(request));
        Post(() =>
        {
            if (_connection is null or { IsClosed: true } || _waiting.Count >= MostWaiting)
            {
                pending.End(RequestOutcome.ConnectionLost);
                return;
            }

            pending.Until = Now + _options.RequestTimeout;
            _pending.Add(pending);
            _waiting.Enqueue(pending.Asdu);
        });
        return pending;
    }

    /// <summary>Sends an ASDU as it is, and expects nothing.</summary>
    public void SendRaw(ReadOnlySpan<byte> asdu)
    {
        var copy = asdu.ToArray();
        Post(() => _waiting.Enqueue(copy));
    }

    /// <summary>A station interrogation, or one of a group (21..36).</summary>
    public async Task<InterrogationResult> InterrogateAsync(CommonAddress address, byte qualifier = 20)
    {
        var request = Send(Requests.Interrogation(new byte[AsduView.MaxOctets], address, new Qoi(qualifier)));
        var outcome = await request.Confirmation;
        return new InterrogationResult(outcome == RequestOutcome.Positive ? await request.Termination : outcome, request.Objects);
    }

    /// <summary>A single command, executed directly.</summary>
    public PendingRequest Command(CommonAddress address, InformationObjectAddress point, bool isOn) =>
        Send(Requests.Command(new byte[AsduView.MaxOctets], address, point, new Sco(isOn)));

    /// <summary>Sets the RTU's clock.</summary>
    public Task<RequestOutcome> SynchronizeClockAsync(CommonAddress address, DateTime time) =>
        Send(Requests.ClockSynchronization(new byte[AsduView.MaxOctets], address, new Cp56Time2a(time))).Confirmation;

    /// <summary>Reads one point.</summary>
    public Task<RequestOutcome> ReadAsync(CommonAddress address, InformationObjectAddress point) =>
        Send(Requests.Read(new byte[AsduView.MaxOctets], address, point)).Confirmation;

    /// <summary>While true, nothing that comes in is acknowledged: a master that hangs, for tests.</summary>
    public Task HoldAcknowledgementAsync(bool hold) => DoAsync(() => Open().Link.HoldsAcknowledgement = hold);

    public async ValueTask DisposeAsync() => await EndAsync();

    void ILinkConnectionOwner.Connected() => _connected.TrySetResult();

    void ILinkConnectionOwner.Writable()
    {
        // The turn's end sends.
    }

    void ILinkConnectionOwner.Lost(string why) => CloseAll(why);

    void ILinkSink.Received(in AsduView asdu)
    {
        foreach (var request in _pending)
        {
            if (TypeTable.Fits(asdu) && request.TryTake(asdu))
            {
                request.Until = Now + _options.RequestTimeout;
                break;
            }
        }

        _ = _pending.RemoveAll(r => r.IsOver);
        _options.OnAsdu?.Invoke(asdu);
    }

    void ILinkSink.Confirmed(int count)
    {
        // The turn's end sends more.
    }

    void ILinkSink.Started() => _started?.TrySetResult();

    void ILinkSink.Stopped() => _stopped?.TrySetResult();

    void ILinkSink.Noted(LinkNote note)
    {
        // Nothing changes by it.
    }

    void ILinkSink.Faulted(in LinkFault fault) => CloseAll(fault.ToString());

    private protected override void FlushAll()
    {
        if (_connection is null)
        {
            return;
        }

        while (_waiting.Count > 0 && _connection.Room > 0)
        {
            var asdu = new AsduView(_waiting.Dequeue());
            _connection.Put(asdu.Head, asdu.Objects);
        }

        _connection.Flush();
    }

    private protected override void ExpireAll()
    {
        _connection?.Expire();
        foreach (var request in _pending.Where(r => Now >= r.Until))
        {
            request.End(RequestOutcome.TimedOut);
        }

        _ = _pending.RemoveAll(r => r.IsOver);
    }

    private protected override void CloseAll(string why)
    {
        _connection?.Close();
        _connection = null;
        _why = why;
        _waiting.Clear();
        foreach (var request in _pending)
        {
            request.End(RequestOutcome.ConnectionLost);
        }

        _pending.Clear();
        var lost = new IOException($"{_remote}: {why}");
        _ = _connected.TrySetException(lost);
        _ = _started?.TrySetException(lost);
        _ = _stopped?.TrySetException(lost);
        _ = _closed.TrySetResult(why);
    }

    private void Connect() =>
        _connection = LinkConnection.Connect(_remote, _options.LocalAddress, _options.Link, AcknowledgeTiming.OnReceipt, Turn, this);

    private LinkConnection Open() => _connection ?? throw new IOException($"{_remote}: {_why}");

    private byte[] WithOriginator(in AsduView request)
    {
        var copy = request.Octets.ToArray();
        copy[3] = _options.Originator.Value;
        return copy;
    }
}
