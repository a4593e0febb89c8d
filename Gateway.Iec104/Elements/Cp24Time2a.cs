namespace Gateway.Iec104.Elements;

/// <summary>
/// Three octet binary time (CP24Time2a): minute, second and millisecond of an hour that the receiver has to know
/// (60870-5-101, 7.2.6.19):
/// <code>
///   milliseconds of the minute, low octet
///   high octet
///   IV | GEN | minute (6 bits)        GEN = 1: substituted time (reserved in older editions)
/// </code>
/// </summary>
public readonly record struct Cp24Time2a : IElement<Cp24Time2a>
{
    private readonly uint _bits;

    /// <summary>The minute, second and millisecond of this time.</summary>
    public Cp24Time2a(DateTime time, bool isInvalid = false) =>
        _bits = (uint)((time.Second * 1000) + time.Millisecond) | ((uint)time.Minute << 16) | (isInvalid ? 1u << 23 : 0);

    private Cp24Time2a(uint bits) => _bits = bits;

    public static ElementKind Kind => ElementKind.Cp24Time2a;

    /// <summary>Of the minute, seconds included: 0..59999 (to 65535 in wrong ones).</summary>
    public int Milliseconds => (int)(_bits & 0xFFFF);

    /// <summary>0..59 (to 63 in wrong ones).</summary>
    public int Minute => (int)((_bits >> 16) & 0x3F);

    /// <summary>GEN.</summary>
    public bool IsSubstituted => (_bits & (1 << 22)) != 0;

    /// <summary>IV.</summary>
    public bool IsInvalid => (_bits & (1 << 23)) != 0;

    public static Cp24Time2a Read(ReadOnlySpan<byte> octets) => new((uint)(octets[0] | (octets[1] << 8) | (octets[2] << 16)));

    public void Write(Span<byte> octets)
    {
        octets[0] = (byte)_bits;
        octets[1] = (byte)(_bits >> 8);
        octets[2] = (byte)(_bits >> 16);
    }

    /// <summary>The time with this minute, second and millisecond that is nearest to another one, that of reception.</summary>
    /// <param name="near">A time at most half an hour away, in the sender's time zone.</param>
    /// <param name="time">The answer, of the same <see cref="DateTime.Kind"/>.</param>
    /// <returns>False when minute or milliseconds are none, or the calendar ends. IV is not looked at.</returns>
    public bool TryGetDateTime(DateTime near, out DateTime time)
    {
        time = default;
        if (Minute > 59 || Milliseconds > 59999) return false;
        var ticks = near.Ticks - (near.Ticks % TimeSpan.TicksPerHour)
            + (Minute * TimeSpan.TicksPerMinute) + (Milliseconds * TimeSpan.TicksPerMillisecond);
        var ahead = ticks - near.Ticks;
        if (ahead > TimeSpan.TicksPerHour / 2) ticks -= TimeSpan.TicksPerHour;
        if (ahead <= -TimeSpan.TicksPerHour / 2) ticks += TimeSpan.TicksPerHour;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return false;
        time = new DateTime(ticks, near.Kind);
        return true;
    }

    public override string ToString() =>
        $"xx:{Minute:00}:{Milliseconds / 1000:00}.{Milliseconds % 1000:000}{(IsSubstituted ? " substituted" : "")}{(IsInvalid ? " (time IV)" : "")}";
}
