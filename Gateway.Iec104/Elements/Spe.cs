namespace Gateway.Iec104.Elements;

/// <summary>
/// Start events of protection equipment (SPE), one octet (60870-5-101, 7.2.6.11):
/// <code>
///   0 | 0 | SRD | SIE | SL3 | SL2 | SL1 | GS
/// </code>
/// </summary>
public readonly record struct Spe(byte Octet) : IElement<Spe>
{
    private static readonly string[] Names = ["GS", "SL1", "SL2", "SL3", "SIE", "SRD"];

    public static ElementKind Kind => ElementKind.Spe;

    /// <summary>GS: general start of operation.</summary>
    public bool IsGeneralStart => (Octet & 0x01) != 0;

    /// <summary>SL1: start of operation in phase L1.</summary>
    public bool IsStartL1 => (Octet & 0x02) != 0;

    /// <summary>SL2.</summary>
    public bool IsStartL2 => (Octet & 0x04) != 0;

    /// <summary>SL3.</summary>
    public bool IsStartL3 => (Octet & 0x08) != 0;

    /// <summary>SIE: start of operation by earth current.</summary>
    public bool IsStartEarthCurrent => (Octet & 0x10) != 0;

    /// <summary>SRD: start of operation in reverse direction.</summary>
    public bool IsStartReverse => (Octet & 0x20) != 0;

    public static Spe Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Text(Octet, Names);

    /// <summary>The names of the bits that are 1; "none" when there are none.</summary>
    internal static string Text(byte octet, string[] names)
    {
        var set = string.Join('+', names.Where((_, bit) => (octet & (1 << bit)) != 0));
        return set.Length == 0 ? "none" : set;
    }
}
