namespace Gateway.Iec104;

/// <summary>
/// A point of monotonic time. Protocol and group logic never read a clock: they are told the time and answer with deadlines.
/// A step of the wall clock does not exist here (60870-5-104, 9.6: the timers t1..t3 are intervals).
/// </summary>
/// <param name="Ticks">100 ns units since an arbitrary start.</param>
public readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    /// <summary>The deadline of what never falls due.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    public static Instant Min(Instant a, Instant b) => a.Ticks <= b.Ticks ? a : b;

    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);

    public override string ToString() => this == Never ? "never" : TimeSpan.FromTicks(Ticks).ToString();

    /// <summary><see cref="Never"/> stays <see cref="Never"/>.</summary>
    public static Instant operator +(Instant at, TimeSpan delay) => at == Never ? Never : new(at.Ticks + delay.Ticks);

    public static Instant operator -(Instant at, TimeSpan delay) => at == Never ? Never : new(at.Ticks - delay.Ticks);

    public static TimeSpan operator -(Instant later, Instant earlier) => new(later.Ticks - earlier.Ticks);

    public static bool operator <(Instant a, Instant b) => a.Ticks < b.Ticks;

    public static bool operator >(Instant a, Instant b) => a.Ticks > b.Ticks;

    public static bool operator <=(Instant a, Instant b) => a.Ticks <= b.Ticks;

    public static bool operator >=(Instant a, Instant b) => a.Ticks >= b.Ticks;
}
