namespace Gateway.Iec104.Elements;

/// <summary>Qualifier of interrogation (QOI), one octet: 20 the station, 21..36 group 1..16 (60870-5-101, 7.2.6.22).</summary>
public readonly record struct Qoi(byte Octet) : IElement<Qoi>
{
    public static readonly Qoi Station = new(20);

    public static ElementKind Kind => ElementKind.Qoi;

    /// <exception cref="ArgumentOutOfRangeException">A group outside 1..16.</exception>
    public static Qoi Group(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 16);
        return new((byte)(20 + number));
    }

    public static Qoi Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Octet switch
    {
        20 => "station",
        > 20 and <= 36 => $"group {Octet - 20}",
        _ => $"QOI {Octet}",
    };
}
