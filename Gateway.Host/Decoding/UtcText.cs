namespace Gateway.Host.Decoding;

/// <summary>A point of time as audit and live view write it: UTC, microseconds.</summary>
internal static class UtcText
{
    /// <summary><c>2026-11-21T06:51:44.025126Z</c></summary>
    public static string Of(long utcTicks) => new DateTime(utcTicks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
}
