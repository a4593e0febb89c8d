using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Select and call qualifier (SCQ), one octet (60870-5-101, 7.2.6.30):
/// <code>
///   error (4 bits) | call (4 bits)
/// </code>
/// </summary>
public readonly record struct Scq(byte Octet) : IElement<Scq>
{
    public Scq(FileCall call, FileError error = FileError.None)
        : this((byte)(((byte)error << 4) | ((byte)call & 0x0F)))
    {
    }

    public static ElementKind Kind => ElementKind.Scq;

    public FileCall Call => (FileCall)(Octet & 0x0F);

    public FileError Error => (FileError)(Octet >> 4);

    public static Scq Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Words.Of(Call) + (Error == FileError.None ? "" : $", {Words.Of(Error)}");
}
