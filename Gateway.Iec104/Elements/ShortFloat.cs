using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Short floating point number (R32, IEEE STD 754), four octets, low one first (60870-5-101, 7.2.6.8). It is kept as its
/// bits: a signalling NaN survives, and two values are equal when their octets are.
/// </summary>
public readonly record struct ShortFloat(uint Bits) : IElement<ShortFloat>
{
    public ShortFloat(float value)
        : this(BitConverter.SingleToUInt32Bits(value))
    {
    }

    public static ElementKind Kind => ElementKind.ShortFloat;

    public float Value => BitConverter.UInt32BitsToSingle(Bits);

    public static ShortFloat Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt32LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteUInt32LittleEndian(octets, Bits);

    public override string ToString() => Value.ToString();
}
