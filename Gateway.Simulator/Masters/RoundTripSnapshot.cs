namespace Gateway.Simulator.Masters;

/// <summary>Round trips in four numbers.</summary>
public sealed record RoundTripSnapshot(int Count, TimeSpan Least, TimeSpan Median, TimeSpan P99, TimeSpan Most)
{
    /// <summary>Null when there is none.</summary>
    public static RoundTripSnapshot? Of(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return sorted.Length == 0 ? null : new(sorted.Length, sorted[0], At(sorted, 0.5), At(sorted, 0.99), sorted[^1]);
    }

    public override string ToString() =>
        $"{Count} round trip{(Count == 1 ? "" : "s")}: min {Text(Least)}, median {Text(Median)}, p99 {Text(P99)}, max {Text(Most)}";

    // The least time that so many do not exceed.
    private static TimeSpan At(TimeSpan[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];

    private static string Text(TimeSpan time) => $"{time.TotalMilliseconds:0.00} ms";
}
