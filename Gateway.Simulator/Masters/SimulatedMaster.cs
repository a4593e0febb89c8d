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
public sealed class SimulatedMaster : IMaster
{
    private readonly ISignalSink _sink;
    private readonly MasterLink _link;
    private ushort _tests;

    public SimulatedMaster(MasterConfig config, ISignalSink sink, StationRuntime? runtime = null)
    {
        Config = config;
        _sink = sink;
        _link = new MasterLink(
            config, runtime, (target, asdu) => Tell(asdu, SignalDirection.Received, target), what => Told?.Invoke(this, what));
    }

    public MasterConfig Config { get; }

    public string Name => Config.Name;

    public CommonAddress Address => Config.Address;

    /// <summary>The target that it is connected to, or was last.</summary>
    public IPEndPoint? Remote => _link.Remote;

    public bool IsConnected => _link.IsConnected;

    public bool IsStarted => _link.IsStarted;

    public string? Lost => _link.Lost;

    /// <summary>Hears in words when a connection stands, and when it is lost; it must not block.</summary>
    public Action<SimulatedMaster, string>? Told { get; init; }

    public RoundTrips RoundTrips { get; } = new();

    /// <summary>Connections that were lost without being asked for, since it was made.</summary>
    public int Losses => _link.Losses;

    public Task ConnectAsync(CancellationToken cancellation) => _link.ConnectAsync(cancellation);

    public Task StartAsync(CancellationToken cancellation) => _link.StartAsync(cancellation);

    public Task StopAsync(CancellationToken cancellation) => _link.StopAsync(cancellation);

    public Task DisconnectAsync() => _link.DisconnectAsync();

    public async Task<InterrogationResult> InterrogateAsync(CommonAddress address, byte qualifier) =>
        await AnsweredAsync(Requests.Interrogation(new byte[AsduView.MaxOctets], address, new Qoi(qualifier)).Octets.ToArray());

    public async Task<InterrogationResult> CountersAsync(CommonAddress address, byte qualifier) =>
        await AnsweredAsync(Requests.CounterInterrogation(new byte[AsduView.MaxOctets], address, new Qcc(qualifier)).Octets.ToArray());

    public async Task<CommandResult> CommandAsync(CommandRequest command)
    {
        if (command.SelectsOnly || command.Deactivates)
        {
            var (asked, at) = Send(command.ToAsdu(Address, Config.Originator, isSelect: true, DateTime.Now));
            var outcome = await asked.Confirmation;
            return new CommandResult(null, outcome, Taken(outcome, at), Task.FromResult(outcome));
        }

        RequestOutcome? select = null;
        if (command.Select)
        {
            var (selected, _) = Send(command.ToAsdu(Address, Config.Originator, isSelect: true, DateTime.Now));
            select = await selected.Confirmation;
            if (select != RequestOutcome.Positive)
            {
                return new CommandResult(select, select.Value, null, Task.FromResult(select.Value));
            }
        }

        var (executed, sent) = Send(command.ToAsdu(Address, Config.Originator, isSelect: false, DateTime.Now));
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

    public Task HoldAcknowledgementAsync(bool hold) => _link.Station.HoldAcknowledgementAsync(hold);

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private (PendingRequest Request, long Sent) Send(byte[] asdu)
    {
        var station = _link.Station;
        asdu[AsduHead.OriginatorOctet] = Config.Originator.Value;
        var sent = Stopwatch.GetTimestamp();
        Tell(asdu, SignalDirection.Sent, Remote);
        return (station.Send(new AsduView(asdu)), sent);
    }

    private void Tell(byte[] asdu, SignalDirection direction, IPEndPoint? peer)
    {
        foreach (var signal in SignalReader.Read(DateTime.Now, Name, direction, peer, asdu))
        {
            _sink.Seen(signal);
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
