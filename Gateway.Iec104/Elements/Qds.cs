namespace Gateway.Iec104.Elements;

/// <summary>
/// Quality descriptor (QDS), one octet (60870-5-101, 7.2.6.3):
/// <code>
///   IV | NT | SB | BL | 0 | 0 | 0 | OV
/// </code>
/// </summary>
public readonly record struct Qds(byte Octet) : IElement<Qds>
{
    public static readonly Qds Good;

    /// <summary>Quality bits that the octet lacks are left out.</summary>
    public Qds(Quality quality)
        : this((byte)(quality & QualityText.OfValue))
    {
    }

    public static ElementKind Kind => ElementKind.Qds;

    public Quality Quality => (Quality)Octet & QualityText.OfValue;

    public static Qds Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Quality.Text();
}
