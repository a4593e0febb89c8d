namespace Gateway.Iec104.Elements;

/// <summary>
/// Single-point information with quality descriptor (SIQ), one octet (60870-5-101, 7.2.6.1):
/// <code>
///   IV | NT | SB | BL | 0 | 0 | 0 | SPI
/// </code>
/// </summary>
public readonly record struct Siq(byte Octet) : IElement<Siq>
{
    /// <summary>Quality bits that the octet lacks are left out.</summary>
    public Siq(bool isOn, Quality quality = Quality.Good)
        : this((byte)((byte)(quality & QualityText.OfPoint) | (isOn ? 1 : 0)))
    {
    }

    public static ElementKind Kind => ElementKind.Siq;

    /// <summary>SPI = 1.</summary>
    public bool IsOn => (Octet & 0x01) != 0;

    public Quality Quality => (Quality)Octet & QualityText.OfPoint;

    public static Siq Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Quality.Beside(IsOn ? "ON" : "OFF");
}
