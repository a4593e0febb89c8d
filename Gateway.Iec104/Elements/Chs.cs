namespace Gateway.Iec104.Elements;

/// <summary>Checksum (CHS), one octet: the sum, modulo 256, of a section's or a file's octets (60870-5-101, 7.2.6.37).</summary>
public readonly record struct Chs(byte Value) : IElement<Chs>
{
    public static ElementKind Kind => ElementKind.Chs;

    /// <summary>The checksum of these octets, onto that of those before.</summary>
    public static Chs Sum(ReadOnlySpan<byte> octets, Chs before = default)
    {
        var sum = before.Value;
        foreach (var octet in octets) sum += octet;
        return new(sum);
    }

    public static Chs Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Value;

    public override string ToString() => $"checksum {Value:X2}";
}
