using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Binary counter reading (BCR), five octets: the counter, low octet first, -2^31..2^31-1, then (60870-5-101, 7.2.6.9)
/// <code>
///   IV | CA | CY | sequence number (5 bits)
/// </code>
/// </summary>
public readonly record struct Bcr(int Counter, byte Octet) : IElement<Bcr>
{
    /// <summary>Of the quality CY, CA and IV count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A sequence number outside 0..31.</exception>
    public Bcr(int counter, int sequence, Quality quality)
        : this(counter, (byte)(sequence | Bits(quality)))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 31);
    }

    public static ElementKind Kind => ElementKind.Bcr;

    public int Sequence => Octet & 0x1F;

    public Quality Quality =>
        (Quality)(Octet & 0x80)
        | ((Octet & 0x40) != 0 ? Quality.CounterAdjusted : Quality.Good)
        | ((Octet & 0x20) != 0 ? Quality.Carry : Quality.Good);

    public static Bcr Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadInt32LittleEndian(octets), octets[4]);

    public void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteInt32LittleEndian(octets, Counter);
        octets[4] = Octet;
    }

    public override string ToString() => Quality.Beside($"{Counter} SQ {Sequence}");

    private static int Bits(Quality quality) =>
        (byte)(quality & Quality.Invalid)
        | (quality.HasFlag(Quality.CounterAdjusted) ? 0x40 : 0)
        | (quality.HasFlag(Quality.Carry) ? 0x20 : 0);
}
