namespace Gateway.Iec104.Elements;

/// <summary>
/// Single command (SCO), one octet (60870-5-101, 7.2.6.15):
/// <code>
///   S/E | QU (5 bits) | 0 | SCS
/// </code>
/// </summary>
public readonly record struct Sco(byte Octet) : IElement<Sco>
{
    public Sco(bool isOn, Qoc qoc = default)
        : this(qoc.With(isOn ? 1 : 0))
    {
    }

    public static ElementKind Kind => ElementKind.Sco;

    /// <summary>SCS = 1.</summary>
    public bool IsOn => (Octet & 0x01) != 0;

    public Qoc Qoc => Qoc.Of(Octet);

    public static Sco Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Qoc.Beside(IsOn ? "ON" : "OFF");
}
