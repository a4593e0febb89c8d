using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Rtus;

/// <summary>
/// A controlled station with the signals of a file. It answers masters, sends what it is told, moves by itself, and misbehaves on request. Any
/// thread may call. Events are kept until a master has acknowledged them.
/// </summary>
public sealed class SimulatedRtu : IAsyncDisposable
{
    private readonly ISignalSink _sink;
    private readonly MasterHandler? _onMaster;
    private readonly RtuSignals _signals;
    private readonly Points _points;
    private readonly Counters _counters;
    private readonly RtuClock _clock;
    private readonly RtuCommands _commands;
    private readonly RtuRequests _requests;
    private readonly ConditionWatch _conditions = new();
    private readonly IndexSender _indexes;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AnswerSender _answers;
    private readonly Motion _motion;
    private readonly ControlledStation _station;

    // Guards the values, selects and the clock; events leave in the order in which they were made under it.
    private readonly Lock _gate = new();
    private RtuFaults _faults = RtuFaults.None;
    private long _received;
    private long _reported;

    private SimulatedRtu(RtuConfig config, RtuSignals signals, ISignalSink sink, TimeProvider time, StationRuntime? runtime, MasterHandler? onMaster)
    {
        Config = config;
        _signals = signals;
        _sink = sink;
        _onMaster = onMaster;
        _clock = new RtuClock(time);
        _points = new Points(signals);
        _counters = new Counters(signals.Counters, _points);
        _commands = new RtuCommands(config, signals, _points, new Selects(config, time), _clock);
        _requests = new RtuRequests(config, _points, _counters, _commands, _clock);
        _indexes = new IndexSender(this, signals, _conditions, time);
        _answers = new AnswerSender(time, Send, answer => Report(answer.Asdu, answer.Comment));
        _motion = new Motion(signals, time, Send, NumberOf);
        _station = ControlledStation.Listen(
            [.. config.Ports.Select(p => new ControlledPort(p.Local) { Link = p.Link, Admits = p.Hosts.Admits })],
            new ControlledOptions { BufferedEvents = config.BufferedEvents, OnRequest = Received, OnMaster = Changed, Runtime = runtime });
    }

    public RtuConfig Config { get; }

    public string Name => Config.Name;

    public CommonAddress Number => Config.Number;

    /// <summary>Where it listens; with port 0 asked for, what the system gave.</summary>
    public IReadOnlyList<IPEndPoint> Ports => _station.Locals;

    /// <summary>Completes when the first master has started data transfer.</summary>
    public Task Started => _started.Task;

    /// <summary>What it does wrong.</summary>
    public RtuFaults Faults => Volatile.Read(ref _faults);

    /// <summary>Null: nothing moves; a breaker that is on its way arrives at once.</summary>
    public RtuProcess? Process
    {
        get => _motion.Process;
        set => _motion.Process = value;
    }

    /// <summary>Opens its ports. Its first event is an end of initialization.</summary>
    /// <param name="time">The machine's, unless a test moves it.</param>
    /// <param name="onMaster">Hears who comes and goes; it must not block.</param>
    /// <exception cref="IOException">A port cannot be had; the message says why.</exception>
    public static SimulatedRtu Start(
        RtuConfig config, RtuSignals signals, ISignalSink sink, TimeProvider? time = null, StationRuntime? runtime = null, MasterHandler? onMaster = null)
    {
        var rtu = new SimulatedRtu(config, signals, sink, time ?? TimeProvider.System, runtime, onMaster);
        rtu.Report(rtu._requests.EndOfInitialization(Coi.LocalPowerOn), "");
        return rtu;
    }

    /// <summary>
    /// Sends the rows of an index group in the order of the file, with their conditions and pauses. Repeated, the next round begins when the masters have
    /// taken the one before; while nobody has started, that waits too.
    /// </summary>
    /// <param name="index">0: all rows.</param>
    /// <param name="repeatFor">Null: once.</param>
    public Task<SendResult> SendIndexAsync(int index, TimeSpan? repeatFor = null, CancellationToken cancellation = default) =>
        _indexes.SendAsync(index, repeatFor, cancellation);

    /// <summary>Whether an index group has a row.</summary>
    /// <param name="index">0: all rows.</param>
    public bool HasIndex(int index) => _signals.Rows.Any(r => index == 0 || r.Index == index);

    /// <summary>Sends one signal, of any type: it is an event, kept until acknowledged. The point keeps the value for interrogations.</summary>
    /// <exception cref="ArgumentException">The value does not fit the type; the message says how it must be written.</exception>
    public Task SendAsync(
        TypeIdentification type, InformationObjectAddress point, SignalValue value, Quality quality = Quality.Good, Cause cause = Cause.Spontaneous)
    {
        Send(type, point, value, quality, cause, "");
        return Task.CompletedTask;
    }

    /// <summary>What it does wrong from now on.</summary>
    /// <exception cref="IOException">Connections are accepted again, and a port cannot be had any more; the message says why.</exception>
    public async Task SetFaultsAsync(RtuFaults faults)
    {
        Volatile.Write(ref _faults, faults);
        await _station.HoldAcknowledgementAsync(faults.StopsAcknowledging);
        await _station.SendSingleOctetsAsync(faults.SendsOctetByOctet);
        await _station.ListenAsync(!faults.RefusesConnections);
    }

    /// <summary>Cuts all connections; it goes on listening.</summary>
    public Task DropAsync() => _station.DropConnectionsAsync();

    /// <summary>
    /// As after a restart: connections are cut, values are those of the file, selects and the time are gone, an end of initialization comes. Events are kept.
    /// </summary>
    public async Task RestartAsync()
    {
        await _station.DropConnectionsAsync();
        lock (_gate)
        {
            _points.Reset();
            _counters.Reset();
            _commands.Clear();
            _clock.Reset();
        }

        Report(_requests.EndOfInitialization(Coi.LocalManualReset), "");
    }

    public async Task<RtuSnapshot> SnapshotAsync()
    {
        var (connected, started) = await _station.MastersAsync();
        return new RtuSnapshot(
            Name,
            Number,
            [.. Ports],
            connected,
            started,
            Volatile.Read(ref _received),
            Volatile.Read(ref _reported),
            await _station.EventsAsync(),
            _clock.Offset,
            Faults,
            Process);
    }

    public async ValueTask DisposeAsync()
    {
        _motion.Dispose();
        await _station.DisposeAsync();
        _answers.Dispose();
    }

    internal Task<EventSnapshot> EventsAsync() => _station.EventsAsync();

    /// <summary>Sends a row of the file as an event.</summary>
    internal void Send(SignalRow row, SignalValue value) => Send(row.Type, row.Object, value, Quality.Good, Cause.Spontaneous, row.Comment);

    /// <summary>Tells the log of a row whose condition was not met.</summary>
    internal void NotSent(SignalRow row, SignalCondition condition)
    {
        var head = new AsduHead(row.Type, default, Cause.Spontaneous, default, Number);
        var asdu = ObjectWriter.Write(head, row.Object, row.Value, Quality.Good, _clock.Now);
        Tell(SignalDirection.NotSent, null, asdu, $"{condition}; {row.Comment}");
    }

    // Null where it was sent octet by octet.
    private double? NumberOf(PointKey point)
    {
        lock (_gate)
        {
            return _points.Find(point) is { Value: { Octets.IsEmpty: true } value } ? value.Number : null;
        }
    }

    private void Send(TypeIdentification type, InformationObjectAddress point, SignalValue value, Quality quality, Cause cause, string comment)
    {
        lock (_gate)
        {
            var asdu = ObjectWriter.Write(new AsduHead(type, default, cause, default, Number), point, value, quality, _clock.Now);
            if (value.Octets.IsEmpty && PointKey.Of(type, point) is { } key)
            {
                _points.Set(key, new PointState(value, quality));
            }

            Report(asdu, comment);
        }
    }

    private void Report(byte[] asdu, string comment)
    {
        _ = Interlocked.Increment(ref _reported);
        Tell(SignalDirection.Sent, null, asdu, comment);
        _station.Report(new AsduView(asdu));
    }

    // Inside the station's turn.
    private bool Received(IPEndPoint master, in AsduView asdu)
    {
        _ = Interlocked.Increment(ref _received);
        Tell(SignalDirection.Received, master, asdu.Octets.ToArray(), "");
        _conditions.Received(asdu);

        // One whose length does not fit cannot be read, and so not answered.
        if (!TypeTable.Fits(asdu))
        {
            return true;
        }

        var faults = Faults;
        if (_answers.IsFull(faults))
        {
            Tell(SignalDirection.NotSent, master, asdu.Octets.ToArray(), $"not answered, nor done: {AnswerSender.MostLate} late answers wait");
            return true;
        }

        lock (_gate)
        {
            _answers.Send(master, asdu.Originator, faults.AnswersNegative ? _requests.Refuse(asdu) : _requests.Answer(master, asdu), faults);
        }

        return true;
    }

    private void Send(IPEndPoint master, Answer answer)
    {
        Tell(SignalDirection.Sent, master, answer.Asdu, answer.Comment);
        _station.SendRaw(master, answer.Asdu);
    }

    private void Changed(IPEndPoint local, IPEndPoint master, MasterChange change, string why)
    {
        if (change == MasterChange.Started)
        {
            _ = _started.TrySetResult();
        }
        else if (change == MasterChange.Left)
        {
            lock (_gate)
            {
                _commands.Forget(master);
            }
        }

        _onMaster?.Invoke(local, master, change, why);
    }

    private void Tell(SignalDirection direction, IPEndPoint? peer, byte[] asdu, string comment)
    {
        foreach (var signal in SignalReader.Read(_clock.Machine, Name, direction, peer, asdu, comment))
        {
            _sink.Seen(signal);
        }
    }
}
