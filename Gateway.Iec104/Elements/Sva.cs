using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>Scaled value (SVA), two octets, low one first: -32768..32767 in units both stations have agreed on (60870-5-101, 7.2.6.7).</summary>
public readonly record struct Sva(short Value) : IElement<Sva>
{
    public static ElementKind Kind => ElementKind.Sva;

    public static Sva Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadInt16LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteInt16LittleEndian(octets, Value);

    public override string ToString() => Value.ToString();
}
