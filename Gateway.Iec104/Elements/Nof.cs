using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>Name of file (NOF), two octets, low one first; 1 is transparent files, 2 disturbance data, 3 event sequences, 4 analogue recordings (60870-5-101, 7.2.6.33).</summary>
public readonly record struct Nof(ushort Value) : IElement<Nof>
{
    public static ElementKind Kind => ElementKind.Nof;

    public static Nof Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt16LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteUInt16LittleEndian(octets, Value);

    public override string ToString() => $"file {Value}";
}
