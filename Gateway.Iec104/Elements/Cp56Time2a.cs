using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Seven octet binary time (CP56Time2a), date and time of day (60870-5-101, 7.2.6.18):
/// <code>
///   milliseconds of the minute, low octet
///   high octet
///   IV | GEN | minute (6 bits)          GEN = 1: substituted time (reserved in older editions)
///   SU | 0 | 0 | hour (5 bits)          SU = 1: summer time
///   day of week (3 bits) | day (5 bits) day of week: 1 Monday .. 7 Sunday, 0 not used
///   0 | 0 | 0 | 0 | month (4 bits)
///   0 | year (7 bits)                   0..99, without the century
/// </code>
/// Which time zone it is, the stations have agreed on; UTC is recommended.
/// </summary>
public readonly record struct Cp56Time2a : IElement<Cp56Time2a>
{
    /// <summary>The century window begins here unless said otherwise: 70..99 are 1970..1999, 0..69 are 2000..2069.</summary>
    public const int FirstYear = 1970;

    private const ulong InvalidBit = 1UL << 23;
    private const ulong SubstitutedBit = 1UL << 22;
    private const ulong SummerBit = 1UL << 31;

    private readonly ulong _bits;

    /// <summary>The full milliseconds of this time, as its clock shows it; IV, GEN and SU are 0 (<c>with { IsSummerTime = true }</c>).</summary>
    public Cp56Time2a(DateTime time)
    {
        var dayOfWeek = time.DayOfWeek == System.DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek;
        var ofDay = (uint)((time.Second * 1000) + time.Millisecond) | ((uint)time.Minute << 16) | ((uint)time.Hour << 24);
        var ofDate = (uint)(time.Day | (dayOfWeek << 5)) | ((uint)time.Month << 8) | ((uint)(time.Year % 100) << 16);
        _bits = ofDay | ((ulong)ofDate << 32);
    }

    /// <summary>The time in a zone with this standard offset; SU is 1 when the offset of the time is another one.</summary>
    public Cp56Time2a(DateTimeOffset time, TimeSpan standardOffset)
        : this(time.DateTime) =>
        IsSummerTime = time.Offset != standardOffset;

    private Cp56Time2a(ulong bits) => _bits = bits;

    public static ElementKind Kind => ElementKind.Cp56Time2a;

    /// <summary>Of the minute, seconds included: 0..59999 (to 65535 in wrong ones).</summary>
    public int Milliseconds => (int)(_bits & 0xFFFF);

    /// <summary>0..59 (to 63 in wrong ones).</summary>
    public int Minute => (int)(_bits >> 16) & 0x3F;

    /// <summary>0..23 (to 31 in wrong ones).</summary>
    public int Hour => (int)(_bits >> 24) & 0x1F;

    /// <summary>Day of month, 1..31; 0 in times that carry no date.</summary>
    public int Day => (int)(_bits >> 32) & 0x1F;

    /// <summary>1 Monday .. 7 Sunday; 0 not used.</summary>
    public int DayOfWeek => (int)(_bits >> 37) & 0x07;

    /// <summary>1..12 (0..15 in wrong ones).</summary>
    public int Month => (int)(_bits >> 40) & 0x0F;

    /// <summary>0..99 (to 127 in wrong ones).</summary>
    public int Year => (int)(_bits >> 48) & 0x7F;

    /// <summary>IV.</summary>
    public bool IsInvalid { get => (_bits & InvalidBit) != 0; init => _bits = Set(_bits, InvalidBit, value); }

    /// <summary>GEN.</summary>
    public bool IsSubstituted { get => (_bits & SubstitutedBit) != 0; init => _bits = Set(_bits, SubstitutedBit, value); }

    /// <summary>SU.</summary>
    public bool IsSummerTime { get => (_bits & SummerBit) != 0; init => _bits = Set(_bits, SummerBit, value); }

    public static Cp56Time2a Read(ReadOnlySpan<byte> octets) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(octets)
            | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(octets[4..]) << 32)
            | ((ulong)octets[6] << 48));

    public void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(octets, (uint)_bits);
        BinaryPrimitives.WriteUInt16LittleEndian(octets[4..], (ushort)(_bits >> 32));
        octets[6] = (byte)(_bits >> 48);
    }

    /// <summary>Date and time as the sender's clock shows them, of no <see cref="DateTimeKind"/>.</summary>
    /// <param name="time">The answer.</param>
    /// <param name="firstYear">The year lies in the hundred years that begin with this one.</param>
    /// <returns>False when it is no date or no time of day. IV is not looked at.</returns>
    public bool TryGetDateTime(out DateTime time, int firstYear = FirstYear)
    {
        time = default;
        if (firstYear is < 1 or > 9900 || Year > 99 || Month is < 1 or > 12) return false;
        var year = firstYear + (((Year - firstYear) % 100 + 100) % 100);
        if (Day < 1 || Day > DateTime.DaysInMonth(year, Month) || Hour > 23 || Minute > 59 || Milliseconds > 59999) return false;
        time = new DateTime(year, Month, Day, Hour, Minute, 0).AddMilliseconds(Milliseconds);
        return true;
    }

    /// <summary>The same with its zone: the standard offset, and one hour more in summer time (SU).</summary>
    public bool TryGetDateTimeOffset(TimeSpan standardOffset, out DateTimeOffset time, int firstYear = FirstYear)
    {
        time = default;
        var offset = IsSummerTime ? standardOffset + TimeSpan.FromHours(1) : standardOffset;
        if (!TryGetDateTime(out var clock, firstYear) || offset.Duration() > TimeSpan.FromHours(14)) return false;
        var utc = clock.Ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks) return false;
        time = new DateTimeOffset(clock, offset);
        return true;
    }

    public override string ToString() =>
        (TryGetDateTime(out var time)
            ? time.ToString("yyyy-MM-dd HH:mm:ss.fff")
            : $"{Year:00}-{Month:00}-{Day:00} {Hour:00}:{Minute:00}:{Milliseconds / 1000:00}.{Milliseconds % 1000:000}")
        + $"{(IsSummerTime ? " summer" : "")}{(IsSubstituted ? " substituted" : "")}{(IsInvalid ? " (time IV)" : "")}";

    private static ulong Set(ulong bits, ulong bit, bool value) => value ? bits | bit : bits & ~bit;
}
