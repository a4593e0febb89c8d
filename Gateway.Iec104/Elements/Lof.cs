namespace Gateway.Iec104.Elements;

/// <summary>Length of file or section (LOF), three octets, low one first, 0..16777215 (60870-5-101, 7.2.6.35).</summary>
public readonly record struct Lof : IElement<Lof>
{
    /// <summary>The longest file, 16777215 octets.</summary>
    public const uint Max = 0xFFFFFF;

    /// <exception cref="ArgumentOutOfRangeException">Above <see cref="Max"/>.</exception>
    public Lof(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Max);
        Value = value;
    }

    public static ElementKind Kind => ElementKind.Lof;

    public uint Value { get; }

    public static Lof Read(ReadOnlySpan<byte> octets) => new((uint)(octets[0] | (octets[1] << 8) | (octets[2] << 16)));

    public void Write(Span<byte> octets)
    {
        octets[0] = (byte)Value;
        octets[1] = (byte)(Value >> 8);
        octets[2] = (byte)(Value >> 16);
    }

    public override string ToString() => $"{Value} octets";
}
