namespace Gateway.Iec104.Elements;

/// <summary>
/// Single event of protection equipment (SEP), one octet (60870-5-101, 7.2.6.10):
/// <code>
///   IV | NT | SB | BL | EI | 0 | ES (2 bits)
/// </code>
/// </summary>
public readonly record struct Sep(byte Octet) : IElement<Sep>
{
    /// <summary>Quality bits that the octet lacks are left out.</summary>
    public Sep(DoublePoint state, Quality quality = Quality.Good)
        : this((byte)((byte)(quality & QualityText.OfProtection) | ((byte)state & 0x03)))
    {
    }

    public static ElementKind Kind => ElementKind.Sep;

    /// <summary>ES: the event state.</summary>
    public DoublePoint State => (DoublePoint)(Octet & 0x03);

    public Quality Quality => (Quality)Octet & QualityText.OfProtection;

    public static Sep Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Quality.Beside(Diq.Text(State));
}
