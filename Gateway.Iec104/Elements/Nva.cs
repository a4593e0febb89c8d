using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Normalized value (NVA), two octets, low one first: a fixed point number -1..1-2^-15 (60870-5-101, 7.2.6.6).
/// </summary>
/// <param name="Raw">The number in units of 2^-15, -32768..32767.</param>
public readonly record struct Nva(short Raw) : IElement<Nva>
{
    public static ElementKind Kind => ElementKind.Nva;

    public double Value => Raw / 32768d;

    /// <summary>The nearest normalized value; what lies outside takes the nearest end, NaN becomes 0.</summary>
    public static Nva From(double value) =>
        new(double.IsNaN(value) ? (short)0 : (short)Math.Clamp(Math.Round(value * 32768), short.MinValue, short.MaxValue));

    public static Nva Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadInt16LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteInt16LittleEndian(octets, Raw);

    public override string ToString() => Value.ToString("0.######");
}
