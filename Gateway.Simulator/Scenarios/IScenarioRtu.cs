using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Scenarios;

/// <summary>What a scenario tells an RTU.</summary>
public interface IScenarioRtu : IAsyncDisposable
{
    string Name { get; }

    CommonAddress Number { get; }

    /// <summary>The points that an avalanche goes over.</summary>
    IReadOnlyList<SignalRow> Rows { get; }

    RtuFaults Faults { get; }

    RtuProcess? Process { get; set; }

    Task<SendResult> SendIndexAsync(int index, TimeSpan? repeatFor, CancellationToken cancellation);

    Task SendAsync(TypeIdentification type, InformationObjectAddress point, SignalValue value, Quality quality, Cause cause);

    /// <exception cref="IOException">A port cannot be had any more; the message says why.</exception>
    Task SetFaultsAsync(RtuFaults faults);

    Task DropAsync();

    Task RestartAsync();
}
