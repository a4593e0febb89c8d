using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Simulator.Rtus;

/// <summary>A simulated RTU at one moment.</summary>
/// <param name="Connected">Masters.</param>
/// <param name="Started">Masters that have started data transfer.</param>
/// <param name="Received">ASDUs of masters since the start.</param>
/// <param name="Reported">Events since the start.</param>
/// <param name="ClockOffset">How far its clock is from the machine's, since a master has set it.</param>
public sealed record RtuSnapshot(
    string Name,
    CommonAddress Number,
    ImmutableArray<IPEndPoint> Ports,
    int Connected,
    int Started,
    long Received,
    long Reported,
    EventSnapshot Events,
    TimeSpan ClockOffset,
    RtuFaults Faults,
    RtuProcess? Process);
