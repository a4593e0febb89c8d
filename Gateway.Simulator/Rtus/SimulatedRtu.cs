using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Rtus;

/// <summary>
/// A controlled station with the signals of a file. It answers masters, sends what it is told, moves by itself, and misbehaves on request. Any
/// thread may call.
/// </summary>
public sealed class SimulatedRtu : IAsyncDisposable
{
    private SimulatedRtu(RtuConfig config) => Config = config;

    public RtuConfig Config { get; }

    public string Name => Config.Name;

    public CommonAddress Number => Config.Number;

    /// <summary>Where it listens; with port 0 asked for, what the system gave.</summary>
    public IReadOnlyList<IPEndPoint> Ports => throw new NotSupportedException("not built yet");

    /// <summary>What it does wrong, from now on.</summary>
    public RtuFaults Faults { get; set; } = RtuFaults.None;

    /// <summary>Null: nothing moves.</summary>
    public RtuProcess? Process { get; set; }

    /// <param name="time">The machine's, unless a test moves it.</param>
    /// <exception cref="IOException">A port cannot be had; the message says why.</exception>
    public static SimulatedRtu Start(
        RtuConfig config, RtuSignals signals, ISignalSink sink, TimeProvider? time = null, StationRuntime? runtime = null) => throw new NotSupportedException("not built yet");

    /// <summary>
    /// Sends the rows of an index group in the order of the file, with their conditions and pauses. Repeated, the next round begins when the masters have
    /// taken the one before.
    /// </summary>
    /// <param name="index">0: all rows.</param>
    public Task<SendResult> SendIndexAsync(int index, TimeSpan? repeatFor = null, CancellationToken cancellation = default) => throw new NotSupportedException("not built yet");

    /// <summary>Sends one signal, of any type: it is an event, kept until acknowledged. The point keeps the value for interrogations.</summary>
    /// <exception cref="ArgumentException">The value does not fit the type; the message says how it must be written.</exception>
    public Task SendAsync(
        TypeIdentification type, InformationObjectAddress point, SignalValue value, Quality quality = Quality.Good, Cause cause = Cause.Spontaneous) =>
        throw new NotSupportedException("not built yet");

    /// <summary>Cuts all connections; it goes on listening.</summary>
    public Task DropAsync() => throw new NotSupportedException("not built yet");

    /// <summary>As after a power failure: connections are cut, values are those of the file, selects are gone, an end of initialization comes.</summary>
    public Task RestartAsync() => throw new NotSupportedException("not built yet");

    public Task<RtuSnapshot> SnapshotAsync() => throw new NotSupportedException("not built yet");

    public ValueTask DisposeAsync() => throw new NotSupportedException("not built yet");
}
