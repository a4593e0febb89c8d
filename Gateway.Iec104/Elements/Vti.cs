namespace Gateway.Iec104.Elements;

/// <summary>
/// Value with transient state indication (VTI), one octet, for step positions (60870-5-101, 7.2.6.5):
/// <code>
///   T | value -64..63 (7 bits, two's complement)        T = 1: the equipment is in transient state
/// </code>
/// </summary>
public readonly record struct Vti(byte Octet) : IElement<Vti>
{
    /// <exception cref="ArgumentOutOfRangeException">A value outside -64..63.</exception>
    public Vti(int value, bool isTransient)
        : this((byte)((value & 0x7F) | (isTransient ? 0x80 : 0)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 63);
    }

    public static ElementKind Kind => ElementKind.Vti;

    public int Value => (sbyte)(Octet << 1) >> 1;

    public bool IsTransient => (Octet & 0x80) != 0;

    public static Vti Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => IsTransient ? $"{Value} transient" : Value.ToString();
}
