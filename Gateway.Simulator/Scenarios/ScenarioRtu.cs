using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Scenarios;

/// <summary>A <see cref="SimulatedRtu"/> as a scenario tells it what to do.</summary>
internal sealed class ScenarioRtu(SimulatedRtu rtu, RtuSignals signals) : IScenarioRtu
{
    public string Name => rtu.Name;

    public CommonAddress Number => rtu.Number;

    public IReadOnlyList<SignalRow> Rows => signals.Rows;

    public RtuFaults Faults => rtu.Faults;

    public RtuProcess? Process { get => rtu.Process; set => rtu.Process = value; }

    public Task<SendResult> SendIndexAsync(int index, TimeSpan? repeatFor, CancellationToken cancellation) => rtu.SendIndexAsync(index, repeatFor, cancellation);

    public Task SendAsync(TypeIdentification type, InformationObjectAddress point, SignalValue value, Quality quality, Cause cause) =>
        rtu.SendAsync(type, point, value, quality, cause);

    public Task SetFaultsAsync(RtuFaults faults) => rtu.SetFaultsAsync(faults);

    public Task DropAsync() => rtu.DropAsync();

    public Task RestartAsync() => rtu.RestartAsync();

    public ValueTask DisposeAsync() => rtu.DisposeAsync();
}
