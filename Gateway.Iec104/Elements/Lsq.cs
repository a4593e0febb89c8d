using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Elements;

/// <summary>Last section or segment qualifier (LSQ), one octet (60870-5-101, 7.2.6.31).</summary>
public readonly record struct Lsq(byte Octet) : IElement<Lsq>
{
    public Lsq(LastPart part)
        : this((byte)part)
    {
    }

    public static ElementKind Kind => ElementKind.Lsq;

    public LastPart Part => (LastPart)Octet;

    public static Lsq Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Words.Of(Part);
}
