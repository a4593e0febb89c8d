using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Gateway.Iec104.Links;

/// <summary>
/// The six octets in front of an ASDU:
/// <code>
///   68 | length of the rest, 4..253 | control field, four octets
///   I:   N(S) 0 | N(S) high | N(R) 0 | N(R) high
///   S:   01     | 00        | N(R) 0 | N(R) high
///   U:   function           | 00     | 00 | 00
/// </code>
/// (60870-5-104, 5, figures 5 to 8.)
/// </summary>
public static class Apci
{
    public const byte StartOctet = 0x68;
    public const int Octets = 6;
    public const int MinLength = 4;
    public const int MaxLength = 253;

    /// <summary>The longest APDU, start octet and length included.</summary>
    public const int MaxApduOctets = MaxLength + 2;

    /// <summary>N(S) and N(R) count modulo 32768.</summary>
    public const int SequenceMask = 0x7FFF;

    internal static void WriteI(Span<byte> apdu, uint sendNumber, uint receiveNumber)
    {
        apdu[0] = StartOctet;
        apdu[1] = (byte)(apdu.Length - 2);
        _ = WriteNumbers(apdu, Numbers(sendNumber, receiveNumber));
    }

    /// <summary>N(S) and N(R) as octets 2..5 carry them: bits 1..15 and 17..31.</summary>
    internal static uint Numbers(uint sendNumber, uint receiveNumber) => ((sendNumber & SequenceMask) << 1) | ((receiveNumber & SequenceMask) << 17);

    /// <summary>Writes octets 2..5 of an I APDU.</summary>
    /// <returns>The numbers of the next one: N(S) one higher.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint WriteNumbers(Span<byte> apdu, uint numbers)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(apdu[2..], numbers);
        return (numbers & 0xFFFE_0000) | ((numbers + 2) & 0x0000_FFFE);
    }

    internal static void WriteS(Span<byte> apdu, uint receiveNumber)
    {
        apdu[0] = StartOctet;
        apdu[1] = MinLength;
        BinaryPrimitives.WriteUInt32LittleEndian(apdu[2..], 1 | ((receiveNumber & SequenceMask) << 17));
    }

    internal static void WriteU(Span<byte> apdu, byte function)
    {
        apdu[0] = StartOctet;
        apdu[1] = MinLength;
        BinaryPrimitives.WriteUInt32LittleEndian(apdu[2..], function);
    }
}
