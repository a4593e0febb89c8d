using System.Collections.Immutable;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Observation;

/// <summary>A request of masters that waits, or is with the RTU.</summary>
/// <param name="Key">Type, CA (the RTU's) and what else makes it one (R4).</param>
/// <param name="IsSelect">A command's S/E bit says select.</param>
/// <param name="Askers">Who gets the answer, as logs name them. Nobody: they have left.</param>
/// <param name="Arrived">When the first of them asked.</param>
/// <param name="LastSign">When it was sent, or answered last; null: it waits.</param>
/// <param name="Originator">The OA that it carries to the RTU; 0 while it waits.</param>
public sealed record RequestSnapshot(
    RequestKey Key,
    TypeIdentification Type,
    Cause Cause,
    bool IsSelect,
    ImmutableArray<string> Askers,
    Instant Arrived,
    Instant? LastSign,
    OriginatorAddress Originator);
