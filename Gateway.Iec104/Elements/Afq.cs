using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Acknowledge file or section qualifier (AFQ), one octet (60870-5-101, 7.2.6.32):
/// <code>
///   error (4 bits) | acknowledgement (4 bits)
/// </code>
/// </summary>
public readonly record struct Afq(byte Octet) : IElement<Afq>
{
    public Afq(FileAcknowledge acknowledge, FileError error = FileError.None)
        : this((byte)(((byte)error << 4) | ((byte)acknowledge & 0x0F)))
    {
    }

    public static ElementKind Kind => ElementKind.Afq;

    public FileAcknowledge Acknowledge => (FileAcknowledge)(Octet & 0x0F);

    public FileError Error => (FileError)(Octet >> 4);

    public static Afq Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Words.Of(Acknowledge) + (Error == FileError.None ? "" : $", {Words.Of(Error)}");
}
