using Gateway.Iec104;

namespace Gateway.Core.Observation;

/// <summary>Something that went wrong in a group, as its log has it.</summary>
/// <param name="At">The last time.</param>
/// <param name="Peer">Whom it is about; empty: the group.</param>
/// <param name="What">As it was told the last time.</param>
/// <param name="Times">How often the like of it happened: to the same address, with any port.</param>
public sealed record FaultSnapshot(Instant At, GroupEventKind Kind, string Peer, string What, int Times);
