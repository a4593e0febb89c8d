namespace Gateway.Iec104.Elements;

/// <summary>
/// Section ready qualifier (SRQ), one octet (60870-5-101, 7.2.6.29):
/// <code>
///   R | UI7        R = 1: the section is not ready to be loaded
/// </code>
/// </summary>
public readonly record struct Srq(byte Octet) : IElement<Srq>
{
    public static readonly Srq Ready;
    public static readonly Srq NotReady = new(0x80);

    public static ElementKind Kind => ElementKind.Srq;

    public bool IsNotReady => (Octet & 0x80) != 0;

    public static Srq Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => IsNotReady ? "not ready" : "ready";
}
