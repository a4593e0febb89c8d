namespace Gateway.Host.Decoding;

/// <summary>A point of time as audit and live view write it: UTC, microseconds.</summary>
internal static class UtcText
{
    /// <summary><c>2026-11-21T06:51:44.025126Z</c></summary>
    public static string Of(long utcTicks)
    {
        // The runtime has a way of its own for this format; a format in letters takes several times the code.
        var tenths = new DateTime(utcTicks, DateTimeKind.Utc).ToString("O");
        return string.Concat(tenths.AsSpan(0, tenths.Length - 2), "Z");
    }
}
