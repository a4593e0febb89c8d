namespace Gateway.Iec104.Elements;

/// <summary>
/// Quality descriptor for events of protection equipment (QDP), one octet (60870-5-101, 7.2.6.4):
/// <code>
///   IV | NT | SB | BL | EI | 0 | 0 | 0
/// </code>
/// </summary>
public readonly record struct Qdp(byte Octet) : IElement<Qdp>
{
    /// <summary>Quality bits that the octet lacks are left out.</summary>
    public Qdp(Quality quality)
        : this((byte)(quality & QualityText.OfProtection))
    {
    }

    public static ElementKind Kind => ElementKind.Qdp;

    public Quality Quality => (Quality)Octet & QualityText.OfProtection;

    public static Qdp Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Quality.Text();
}
