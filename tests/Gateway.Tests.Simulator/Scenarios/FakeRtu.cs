using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Scenarios;

namespace Gateway.Tests.Simulator.Scenarios;

/// <summary>An RTU without sockets: it notes what it is told; what it sends arrives at once, unless a test says otherwise.</summary>
internal sealed class FakeRtu(string name, ISignalSink sink, TimeProvider clock) : IScenarioRtu
{
    public List<string> Told { get; } = [];

    /// <summary>Who gets what it sends; a signal may be left out or given twice.</summary>
    public Func<Signal, IEnumerable<(string Master, Signal Signal)>> Delivers { get; set; } = _ => [];

    public string Name => name;

    public CommonAddress Number => new(7);

    public IReadOnlyList<SignalRow> Rows { get; set; } =
        [new SignalRow(1, 1, IsInterrogated: true, TypeIdentification.M_SP_TB_1, new(1001), 0), new SignalRow(2, 1, IsInterrogated: true, TypeIdentification.M_ME_TF_1, new(2001), 1)];

    public RtuFaults Faults { get; private set; } = RtuFaults.None;

    public RtuProcess? Process { get; set; }

    public Func<int, TimeSpan?, CancellationToken, Task<SendResult>> OnIndex { get; set; } = (_, _, _) => Task.FromResult(new SendResult(3, 0));

    public Task<SendResult> SendIndexAsync(int index, TimeSpan? repeatFor, CancellationToken cancellation)
    {
        Told.Add($"index {index}{(repeatFor is null ? "" : $" for {repeatFor}")}");
        return OnIndex(index, repeatFor, cancellation);
    }

    public Task SendAsync(TypeIdentification type, InformationObjectAddress point, SignalValue value, Quality quality, Cause cause)
    {
        Told.Add($"{type} {point} = {value} {quality} {cause}");
        var signal = Signal(name, SignalDirection.Sent, type, point, value.Number, cause, clock.GetLocalNow().DateTime) with { Quality = quality.Text().Trim('(', ')') };
        sink.Seen(signal);
        foreach (var (master, received) in Delivers(signal))
        {
            sink.Seen(received with { Station = master, Direction = SignalDirection.Received });
        }

        return Task.CompletedTask;
    }

    /// <summary>What comes from a master.</summary>
    public void Receives(TypeIdentification type, uint point, double value) =>
        sink.Seen(Signal(name, SignalDirection.Received, type, new(point), value, Cause.Activation, clock.GetLocalNow().DateTime));

    public Task SetFaultsAsync(RtuFaults faults)
    {
        Faults = faults;
        return Task.CompletedTask;
    }

    public Task DropAsync()
    {
        Told.Add("drop");
        return Task.CompletedTask;
    }

    public Task RestartAsync()
    {
        Told.Add("restart");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static Signal Signal(
        string station, SignalDirection direction, TypeIdentification type, InformationObjectAddress point, double number, Cause cause, DateTime time) =>
        new(time, station, direction, new IPEndPoint(IPAddress.Loopback, 2404), type, cause, default, new(7), point, number.ToString(), number, "", time, "", new byte[] { (byte)type, 1, 3, 0, 7, 0, 0, 0, 0 });
}
