namespace Gateway.Iec104.Elements;

/// <summary>
/// Double-point information with quality descriptor (DIQ), one octet (60870-5-101, 7.2.6.2):
/// <code>
///   IV | NT | SB | BL | 0 | 0 | DPI (2 bits)
/// </code>
/// </summary>
public readonly record struct Diq(byte Octet) : IElement<Diq>
{
    /// <summary>Quality bits that the octet lacks are left out.</summary>
    public Diq(DoublePoint state, Quality quality = Quality.Good)
        : this((byte)((byte)(quality & QualityText.OfPoint) | ((byte)state & 0x03)))
    {
    }

    public static ElementKind Kind => ElementKind.Diq;

    /// <summary>DPI.</summary>
    public DoublePoint State => (DoublePoint)(Octet & 0x03);

    public Quality Quality => (Quality)Octet & QualityText.OfPoint;

    public static Diq Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Quality.Beside(Text(State));

    /// <summary>The state as logs and views show it.</summary>
    internal static string Text(DoublePoint state) => state switch
    {
        DoublePoint.Off => "OFF",
        DoublePoint.On => "ON",
        DoublePoint.Intermediate => "INTERMEDIATE",
        _ => "INDETERMINATE",
    };
}
