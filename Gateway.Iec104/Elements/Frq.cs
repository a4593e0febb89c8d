namespace Gateway.Iec104.Elements;

/// <summary>
/// File ready qualifier (FRQ), one octet (60870-5-101, 7.2.6.28):
/// <code>
///   P/N | UI7        P/N = 1: negative confirm of select, request, deactivate or delete
/// </code>
/// </summary>
public readonly record struct Frq(byte Octet) : IElement<Frq>
{
    public static readonly Frq Positive;
    public static readonly Frq Negative = new(0x80);

    public static ElementKind Kind => ElementKind.Frq;

    public bool IsNegative => (Octet & 0x80) != 0;

    public static Frq Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => IsNegative ? "negative" : "ready";
}
