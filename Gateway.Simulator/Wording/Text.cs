namespace Gateway.Simulator.Wording;

/// <summary>Numbers and times as people read them.</summary>
internal static class Text
{
    /// <summary><c>250 ms</c>, <c>5 s</c>, <c>1.5 s</c>, <c>2 min</c>.</summary>
    public static string Of(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? $"{time.TotalMilliseconds:0.##} ms"
        : time.TotalSeconds < 120 || time.TotalSeconds % 60 != 0 ? $"{time.TotalSeconds:0.###} s"
        : $"{time.TotalMinutes:0} min";

    /// <summary><c>1 signal</c>, <c>2 signals</c>.</summary>
    public static string Count(long count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
