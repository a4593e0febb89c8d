using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Sockets;

namespace Gateway.Iec104.Stations;

/// <summary>
/// A controlled station (an RTU) on one TCP port or several redundant ones, for any number of masters. It answers interrogations, reads,
/// commands and clock synchronisation from its points, and keeps its events until a master has acknowledged them.
/// <code>
/// await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Loopback, 2404));
/// rtu.Set(new CommonAddress(1), new InformationObjectAddress(100), isOn: true);
/// </code>
/// </summary>
public sealed partial class ControlledStation : Station, ILinkListenerOwner, IAsyncDisposable
{
    // Answers, besides the events that wait.
    private const int MostWaiting = 100_000;

    private readonly ControlledOptions _options;
    private readonly ControlledPorts _ports;
    private readonly ConnectedMasters _masters = new();
    private readonly PointImage _points = new();
    private readonly EventBuffer _events;
    private readonly Answers _answers;
    private long _returned;

    private ControlledStation(IReadOnlyList<ControlledPort> ports, ControlledOptions options)
        : base(options.Runtime)
    {
        _options = options;
        _events = new EventBuffer(options.BufferedEvents);
        _ports = new ControlledPorts(ports, Turn, this);
        _answers = new Answers(_points, options.OnCommand);
    }

    /// <summary>Where it listens; with port 0 asked for, the port that the system gave. Of several ports the first.</summary>
    public IPEndPoint Local => _ports.Locals[0];

    /// <summary>All its ports.</summary>
    public IReadOnlyList<IPEndPoint> Locals => _ports.Locals;

    internal bool IsHeld { get; private set; }

    private protected override Instant NextDeadline => _masters.Deadline;

    /// <exception cref="IOException">The port cannot be had; the message says why.</exception>
    public static ControlledStation Listen(IPEndPoint local, ControlledOptions? options = null) => Listen([new ControlledPort(local)], options);

    /// <summary>A station with redundant ports.</summary>
    /// <inheritdoc cref="Listen(IPEndPoint, ControlledOptions)"/>
    public static ControlledStation Listen(IReadOnlyList<ControlledPort> ports, ControlledOptions? options = null)
    {
        var station = new ControlledStation(ports, options ?? ControlledOptions.Default);
        try
        {
            station._ports.Open();
            return station;
        }
        catch (IOException)
        {
            _ = station.EndAsync();
            throw;
        }
    }

    /// <summary>Sets a single point; a change is an event with the time now.</summary>
    public void Set(CommonAddress address, InformationObjectAddress point, bool isOn)
    {
        var state = Writer(TypeIdentification.M_SP_NA_1, address);
        state.Add(point, new Siq(isOn));
        Update(state.Asdu);
        var report = Writer(TypeIdentification.M_SP_TB_1, address);
        report.Add(point, new Siq(isOn), new Cp56Time2a(DateTime.Now));
        Report(report.Asdu);
    }

    /// <summary>Sets a measured value; it is an event with the time now.</summary>
    public void Set(CommonAddress address, InformationObjectAddress point, float value)
    {
        var state = Writer(TypeIdentification.M_ME_NC_1, address);
        state.Add(point, new ShortFloat(value), Qds.Good);
        Update(state.Asdu);
        var report = Writer(TypeIdentification.M_ME_TF_1, address);
        report.Add(point, new ShortFloat(value), Qds.Good, new Cp56Time2a(DateTime.Now));
        Report(report.Asdu);
    }

    /// <summary>Takes over values for interrogations and reads, without an event: the objects of any type without time tag.</summary>
    public void Update(in AsduView asdu)
    {
        var copy = asdu.Octets.ToArray();
        Post(() => _points.Set(new AsduView(copy)));
    }

    /// <summary>Sends an event to all started masters; while there is none it is kept.</summary>
    public void Report(in AsduView asdu)
    {
        var copy = asdu.Octets.ToArray();
        Post(() => Report(_events.New(copy)));
    }

    /// <summary>Sends an ASDU to the started masters as it is, whatever it is; kept for nobody.</summary>
    public void SendRaw(ReadOnlySpan<byte> asdu)
    {
        var copy = asdu.ToArray();
        Post(() =>
        {
            foreach (var master in _masters)
            {
                if (master.IsStarted)
                {
                    master.Send(copy);
                }
            }
        });
    }

    /// <summary>Sends an ASDU to one started master as it is: an answer of <see cref="ControlledOptions.OnRequest"/>.</summary>
    public void SendRaw(IPEndPoint master, ReadOnlySpan<byte> asdu)
    {
        var copy = asdu.ToArray();
        Post(() => _masters.FindStarted(master)?.Send(copy));
    }

    /// <summary>Closes all connections, as when the line is cut; the station goes on listening.</summary>
    public Task DropConnectionsAsync() => DoAsync(() => DropAll("dropped"));

    /// <summary>While true, no APDU with data goes out: an RTU that is busy, for tests. Links stay up.</summary>
    public Task HoldAsync(bool hold) => DoAsync(() => IsHeld = hold);

    /// <summary>While true, nothing that comes in is acknowledged: a station that hangs, for tests.</summary>
    public Task HoldAcknowledgementAsync(bool hold) => DoAsync(() => _masters.HoldsAcknowledgement = hold);

    /// <summary>While true, each octet is sent alone: what a slow line makes of an APDU, for tests.</summary>
    public Task SendSingleOctetsAsync(bool single) => DoAsync(() => _masters.SendsSingleOctets = single);

    /// <summary>While false, the operating system refuses who connects. Connections that stand live on.</summary>
    /// <exception cref="IOException">A port cannot be had any more; the message says why.</exception>
    public Task ListenAsync(bool listen) => DoAsync(listen ? _ports.Open : _ports.Close);

    /// <summary>What has become of the events.</summary>
    public async Task<EventSnapshot> EventsAsync()
    {
        EventSnapshot events = default;
        await DoAsync(() => events = new EventSnapshot(_events.Count, _masters.Waiting, _masters.Outstanding, _events.Overflow, _returned));
        return events;
    }

    /// <summary>Masters that are connected, and started.</summary>
    public async Task<(int Connected, int Started)> MastersAsync()
    {
        (int, int) masters = default;
        await DoAsync(() => masters = (_masters.Count, _masters.Started));
        return masters;
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private protected override void FlushAll() => _masters.Flush();

    private protected override void ExpireAll()
    {
        foreach (var master in _masters.Now())
        {
            master.Expire();
        }
    }

    private protected override void CloseAll(string why)
    {
        _ports.End();
        DropAll(why);
    }

    private static AsduWriter Writer(TypeIdentification type, CommonAddress address) =>
        new(new byte[AsduView.MaxOctets], type, Cause.Spontaneous, address);
}
