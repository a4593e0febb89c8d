using System.Collections.Immutable;
using Gateway.Abstractions;

namespace Gateway.Core.Observation;

/// <summary><see cref="GroupCounters"/> as they were at one moment.</summary>
/// <param name="Dropped">ASDUs that went nowhere, by reason; reasons that have not occurred are left out.</param>
public sealed record CounterSnapshot(
    long FromRtu,
    long ToRtu,
    long FromMasters,
    long ToMasters,
    long Missed,
    long Refused,
    long Noted,
    long Reopened,
    long Standstills,
    long OriginatorMismatches,
    long PolicyFailures,
    ImmutableArray<(DropReason Why, long Count)> Dropped)
{
    public static CounterSnapshot Of(GroupCounters counters) => new(
        counters.FromRtu,
        counters.ToRtu,
        counters.FromMasters,
        counters.ToMasters,
        counters.Missed,
        counters.Refused,
        counters.Noted,
        counters.Reopened,
        counters.Standstills,
        counters.OriginatorMismatches,
        counters.PolicyFailures,
        [.. Enum.GetValues<DropReason>().Select(why => (why, counters.Dropped(why))).Where(d => d.Item2 > 0)]);
}
