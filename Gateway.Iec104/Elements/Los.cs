namespace Gateway.Iec104.Elements;

/// <summary>Length of segment (LOS), one octet: how many octets follow (60870-5-101, 7.2.6.36).</summary>
public readonly record struct Los(byte Value) : IElement<Los>
{
    public static ElementKind Kind => ElementKind.Los;

    public static Los Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Value;

    public override string ToString() => $"{Value} octets";
}
