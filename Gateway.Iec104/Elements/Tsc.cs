using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>Test sequence counter (TSC), two octets, low one first (60870-5-104, 8.8).</summary>
public readonly record struct Tsc(ushort Value) : IElement<Tsc>
{
    public static ElementKind Kind => ElementKind.Tsc;

    public static Tsc Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt16LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteUInt16LittleEndian(octets, Value);

    public override string ToString() => Value.ToString();
}
