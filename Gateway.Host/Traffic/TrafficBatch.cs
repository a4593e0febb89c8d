namespace Gateway.Host.Traffic;

/// <summary>What one look at a group's traffic has seen.</summary>
/// <param name="Cursor">To be given with the next look.</param>
/// <param name="Skipped">APDUs that were wanted, but were more than the limit; the rows are the last ones.</param>
/// <param name="Lost">Octets of the ring behind the last look that were overwritten before this one.</param>
/// <param name="Rows">In their order on the wire.</param>
internal sealed record TrafficBatch(long Cursor, long Skipped, long Lost, IReadOnlyList<TrafficRow> Rows);
