using Gateway.Abstractions.Configuration;
using Gateway.Core.Groups;
using Gateway.Iec104;

namespace Gateway.Core.Observation;

/// <summary>The RTU's side of a group.</summary>
/// <param name="Since">Since when it is in this state.</param>
/// <param name="Host">Where it is connected, or tried; null: the search has not begun.</param>
/// <param name="Unacknowledged">I APDUs of the RTU that it has not been told of (D1).</param>
/// <param name="OldestUnacknowledged">When the oldest of them came.</param>
/// <param name="Outstanding">I APDUs to the RTU that it has not acknowledged; null: its library does not tell.</param>
/// <param name="FailedAttempts">Connects that have failed since it was connected last.</param>
public sealed record RtuSnapshot(
    RtuState State, Instant Since, RtuEndpoint? Host, int Unacknowledged, Instant? OldestUnacknowledged, int? Outstanding, int FailedAttempts);
