using System.Diagnostics;
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Masters;

/// <summary>
/// A controlling station that does as it is told, on one connection. Each information object that it sends or receives is told as a
/// <see cref="Signal"/>.
/// <code>
/// await using var master = new SimulatedMaster(new MasterConfig { Name = "m1", Targets = [rtu] }, sink);
/// await master.StartAsync(cancellation);
/// var result = await master.CommandAsync(CommandRequest.Parse("C_SC_NA_1:21001=ON"));
/// </code>
/// </summary>
public sealed class SimulatedMaster(MasterConfig config, ISignalSink sink, StationRuntime? runtime = null) : IMaster
{
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _connecting = new(1);
    private volatile ControllingStation? _station;
    private volatile ControllingStation? _startedStation;
    private volatile bool _shallRun;
    private ushort _tests;
    private int _disposed;

    public MasterConfig Config => config;

    public string Name => config.Name;

    public CommonAddress Address => config.Address;

    /// <summary>The target that it is connected to, or was last.</summary>
    public IPEndPoint? Remote { get; private set; }

    public bool IsConnected => _station is not null;

    public bool IsStarted => _station is { } station && _startedStation == station;

    public string? Lost { get; private set; } = "not connected yet";

    /// <summary>Hears in words when a connection stands, and when it is lost; it must not block.</summary>
    public Action<SimulatedMaster, string>? Told { get; init; }

    public RoundTrips RoundTrips { get; } = new();

    /// <summary>Connections that were lost without being asked for, since it was made.</summary>
    public int Losses { get; private set; }

    public async Task ConnectAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
        await _connecting.WaitAsync(either.Token);
        try
        {
            if (_station is null)
            {
                await SearchAsync(either.Token);
            }
        }
        finally
        {
            _ = _connecting.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await ConnectAsync(cancellation);
        var station = Connected();
        await station.StartAsync().WaitAsync(cancellation);
        _startedStation = station;
        _shallRun = true;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        _shallRun = false;
        await Connected().StopAsync().WaitAsync(cancellation);
        _startedStation = null;
    }

    public async Task DisconnectAsync()
    {
        _shallRun = false;
        if (_station is { } station)
        {
            Forget(station, "disconnected as told");
            await station.DisposeAsync();
        }
    }

    public async Task<InterrogationResult> InterrogateAsync(CommonAddress address, byte qualifier) =>
        await AnsweredAsync(Requests.Interrogation(new byte[AsduView.MaxOctets], address, new Qoi(qualifier)).Octets.ToArray());

    public async Task<InterrogationResult> CountersAsync(CommonAddress address, byte qualifier) =>
        await AnsweredAsync(Requests.CounterInterrogation(new byte[AsduView.MaxOctets], address, new Qcc(qualifier)).Octets.ToArray());

    public async Task<CommandResult> CommandAsync(CommandRequest command)
    {
        if (command.SelectsOnly || command.Deactivates)
        {
            var (asked, at) = Send(command.ToAsdu(Address, config.Originator, isSelect: true, DateTime.Now));
            var outcome = await asked.Confirmation;
            return new CommandResult(null, outcome, Taken(outcome, at), Task.FromResult(outcome));
        }

        RequestOutcome? select = null;
        if (command.Select)
        {
            var (selected, _) = Send(command.ToAsdu(Address, config.Originator, isSelect: true, DateTime.Now));
            select = await selected.Confirmation;
            if (select != RequestOutcome.Positive)
            {
                return new CommandResult(select, select.Value, null, Task.FromResult(select.Value));
            }
        }

        var (executed, sent) = Send(command.ToAsdu(Address, config.Originator, isSelect: false, DateTime.Now));
        var confirmation = await executed.Confirmation;
        return new CommandResult(select, confirmation, Taken(confirmation, sent), executed.Termination);
    }

    public Task<RequestOutcome> ReadAsync(CommonAddress address, InformationObjectAddress point) =>
        ConfirmedAsync(Requests.Read(new byte[AsduView.MaxOctets], address, point).Octets.ToArray());

    public Task<RequestOutcome> SynchronizeClockAsync(CommonAddress address, DateTime time) =>
        ConfirmedAsync(Requests.ClockSynchronization(new byte[AsduView.MaxOctets], address, new Cp56Time2a(time)).Octets.ToArray());

    public Task<RequestOutcome> TestAsync(CommonAddress address, bool withTime)
    {
        var octets = new byte[AsduView.MaxOctets];
        var test = withTime ? Requests.Test(octets, address, new Tsc(++_tests), new Cp56Time2a(DateTime.Now)) : Requests.Test(octets, address);
        return ConfirmedAsync(test.Octets.ToArray());
    }

    /// <summary>Sends an ASDU as it is.</summary>
    public PendingRequest SendAsdu(ReadOnlySpan<byte> asdu) => Send(asdu.ToArray()).Request;

    public Task HoldAcknowledgementAsync(bool hold) => Connected().HoldAcknowledgementAsync(hold);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _ended.CancelAsync();
        await DisconnectAsync();
        _connecting.Dispose();
        _ended.Dispose();
    }

    private async Task SearchAsync(CancellationToken cancellation)
    {
        var faults = new List<string>();
        foreach (var target in config.Targets)
        {
            try
            {
                var station = await ControllingStation.ConnectAsync(target, OptionsFor(target), cancellation);
                (_station, Remote, Lost) = (station, target, null);
                Told?.Invoke(this, $"connected to {target}");
                _ = WatchAsync(station);
                return;
            }
            catch (IOException e)
            {
                faults.Add(e.Message);
            }
        }

        Lost = string.Join("; ", faults);
        throw new IOException($"{Name}: {Lost}");
    }

    private ControllingOptions OptionsFor(IPEndPoint target) => new()
    {
        Link = config.Link,
        LocalAddress = config.LocalAddress,
        Originator = config.Originator,
        RequestTimeout = config.RequestTimeout,
        Runtime = runtime,
        OnAsdu = (in AsduView asdu) => Tell(asdu.Octets.ToArray(), SignalDirection.Received, target),
    };

    private async Task WatchAsync(ControllingStation station)
    {
        var why = await station.Closed;
        if (!Forget(station, why))
        {
            return;
        }

        Losses++;
        Told?.Invoke(this, $"disconnected from {Remote}: {why}");
        await station.DisposeAsync();
        while (config.Reconnect is { } pause && !_ended.IsCancellationRequested && !IsConnected)
        {
            try
            {
                await Task.Delay(pause, _ended.Token);
                await (_shallRun ? StartAsync(_ended.Token) : ConnectAsync(_ended.Token));
            }
            catch (IOException)
            {
                // Not yet.
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private bool Forget(ControllingStation station, string why)
    {
        if (Interlocked.CompareExchange(ref _station, null, station) != station)
        {
            return false;
        }

        _startedStation = null;
        Lost = why;
        return true;
    }

    private ControllingStation Connected() => _station ?? throw new IOException($"{Name} is not connected: {Lost}");

    private (PendingRequest Request, long Sent) Send(byte[] asdu)
    {
        var station = Connected();
        asdu[AsduHead.OriginatorOctet] = config.Originator.Value;
        var sent = Stopwatch.GetTimestamp();
        Tell(asdu, SignalDirection.Sent, Remote);
        return (station.Send(new AsduView(asdu)), sent);
    }

    private void Tell(byte[] asdu, SignalDirection direction, IPEndPoint? peer)
    {
        foreach (var signal in SignalReader.Read(DateTime.Now, Name, direction, peer, asdu))
        {
            sink.Seen(signal);
        }
    }

    private async Task<InterrogationResult> AnsweredAsync(byte[] asdu)
    {
        var (request, _) = Send(asdu);
        var confirmed = await request.Confirmation;
        return new InterrogationResult(confirmed == RequestOutcome.Positive ? await request.Termination : confirmed, request.Objects);
    }

    private async Task<RequestOutcome> ConfirmedAsync(byte[] asdu)
    {
        var (request, sent) = Send(asdu);
        var outcome = await request.Confirmation;
        _ = Taken(outcome, sent);
        return outcome;
    }

    private TimeSpan? Taken(RequestOutcome outcome, long sent)
    {
        if (outcome is RequestOutcome.TimedOut or RequestOutcome.ConnectionLost)
        {
            return null;
        }

        var time = Stopwatch.GetElapsedTime(sent);
        RoundTrips.Add(time);
        return time;
    }
}
