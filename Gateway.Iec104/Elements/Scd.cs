using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Status and status change detection (SCD): sixteen single points, four octets, each half low octet first
/// (60870-5-101, 7.2.6.40).
/// </summary>
/// <param name="Status">ST: bit n is the state of point n.</param>
/// <param name="Changes">CD: bit n is 1 when point n changed since it was last reported.</param>
public readonly record struct Scd(ushort Status, ushort Changes) : IElement<Scd>
{
    public static ElementKind Kind => ElementKind.Scd;

    public static Scd Read(ReadOnlySpan<byte> octets) =>
        new(BinaryPrimitives.ReadUInt16LittleEndian(octets), BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]));

    public void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(octets, Status);
        BinaryPrimitives.WriteUInt16LittleEndian(octets[2..], Changes);
    }

    public override string ToString() => $"0x{Status:X4} changed 0x{Changes:X4}";
}
