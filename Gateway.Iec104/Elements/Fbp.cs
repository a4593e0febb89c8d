using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>Fixed test bit pattern (FBP), two octets, AA 55 on the wire (60870-5-101, 7.2.6.14).</summary>
public readonly record struct Fbp(ushort Value) : IElement<Fbp>
{
    /// <summary>The one pattern that the standard knows.</summary>
    public static readonly Fbp Standard = new(0x55AA);

    public static ElementKind Kind => ElementKind.Fbp;

    public bool IsStandard => Value == Standard.Value;

    public static Fbp Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt16LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteUInt16LittleEndian(octets, Value);

    public override string ToString() => IsStandard ? "pattern" : $"wrong pattern 0x{Value:X4}";
}
