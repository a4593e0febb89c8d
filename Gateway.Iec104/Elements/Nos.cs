namespace Gateway.Iec104.Elements;

/// <summary>Name of section (NOS), one octet; 0 is default (60870-5-101, 7.2.6.34).</summary>
public readonly record struct Nos(byte Value) : IElement<Nos>
{
    public static ElementKind Kind => ElementKind.Nos;

    public static Nos Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Value;

    public override string ToString() => $"section {Value}";
}
