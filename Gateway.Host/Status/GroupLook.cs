using Gateway.Core.Observation;

namespace Gateway.Host.Status;

/// <summary>What a group has told of itself.</summary>
/// <param name="Missing">It has told nothing, and its snapshot has nothing but its settings; null: it has answered.</param>
internal sealed record GroupLook(GroupSnapshot Snapshot, MissingGroup? Missing);
