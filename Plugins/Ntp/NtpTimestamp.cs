namespace Gateway.Plugins.Ntp;

/// <summary>
/// A time as NTP sends it (RFC 5905, 6): 32 bits of seconds since 1900, 32 bits of their fraction, most significant first. The seconds run over on 2036-02-07;
/// with the top bit clear they count from there, so that 1968..2104 are told apart.
/// </summary>
internal readonly record struct NtpTimestamp(ulong Value)
{
    private const ulong TopBit = 1UL << 63;

    private static readonly DateTime Era0 = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Era1 = Era0.AddSeconds(1L << 32);

    /// <summary>Nobody has set it.</summary>
    public bool IsUnset => Value == 0;

    public DateTime ToUtc()
    {
        var seconds = (long)(Value >> 32);
        var fraction = (long)(((Value & uint.MaxValue) * TimeSpan.TicksPerSecond) >> 32);
        return ((Value & TopBit) == 0 ? Era1 : Era0).AddTicks((seconds * TimeSpan.TicksPerSecond) + fraction);
    }

    /// <summary>The nearest before <paramref name="utc"/>.</summary>
    public static NtpTimestamp From(DateTime utc)
    {
        var ticks = (utc - Era0).Ticks;
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        var fraction = ((ulong)rest << 32) / (ulong)TimeSpan.TicksPerSecond;
        return new NtpTimestamp(((ulong)seconds << 32) | fraction);
    }
}
