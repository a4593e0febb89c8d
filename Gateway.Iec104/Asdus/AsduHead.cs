using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// The data unit identifier, six octets in 104:
/// <code>
///   type identification | VSQ | COT | OA | CA low | CA high
/// </code>
/// A value: an ASDU's objects are shared, its head is each receiver's own (60870-5-101, 7.1).
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct AsduHead(
    TypeIdentification Type,
    VariableStructureQualifier Vsq,
    CauseOfTransmission Cot,
    OriginatorAddress Originator,
    CommonAddress CommonAddress)
{
    /// <summary>Its size on the wire.</summary>
    public const int Octets = 6;

    /// <summary>Where the OA stands.</summary>
    public const int OriginatorOctet = 3;

    /// <summary>Reads the first six octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AsduHead Read(ReadOnlySpan<byte> octets)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.Read<AsduHead>(octets);
        }

        return new AsduHead(
            (TypeIdentification)octets[0],
            new VariableStructureQualifier(octets[1]),
            new CauseOfTransmission(octets[2]),
            new OriginatorAddress(octets[3]),
            new CommonAddress(BinaryPrimitives.ReadUInt16LittleEndian(octets[4..])));
    }

    /// <summary>Writes six octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Span<byte> octets)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Write(octets, in this);
            return;
        }

        octets[0] = (byte)Type;
        octets[1] = Vsq.Octet;
        octets[2] = Cot.Octet;
        octets[3] = Originator.Value;
        BinaryPrimitives.WriteUInt16LittleEndian(octets[4..], CommonAddress.Value);
    }
}
