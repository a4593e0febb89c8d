using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>Binary state information (BSI): 32 bits in four octets, low one first (60870-5-101, 7.2.6.13).</summary>
public readonly record struct Bsi(uint Bits) : IElement<Bsi>
{
    public static ElementKind Kind => ElementKind.Bsi;

    public static Bsi Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt32LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteUInt32LittleEndian(octets, Bits);

    public override string ToString() => $"0x{Bits:X8}";
}
