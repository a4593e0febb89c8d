namespace Gateway.Iec104.Elements;

/// <summary>
/// Double command (DCO), one octet (60870-5-101, 7.2.6.16):
/// <code>
///   S/E | QU (5 bits) | DCS (2 bits)
/// </code>
/// </summary>
public readonly record struct Dco(byte Octet) : IElement<Dco>
{
    public Dco(DoubleCommand state, Qoc qoc = default)
        : this(qoc.With((byte)state))
    {
    }

    public static ElementKind Kind => ElementKind.Dco;

    /// <summary>DCS.</summary>
    public DoubleCommand State => (DoubleCommand)(Octet & 0x03);

    public Qoc Qoc => Qoc.Of(Octet);

    public static Dco Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Qoc.Beside(Text(State));

    /// <summary>The state as logs and views show it.</summary>
    internal static string Text(DoubleCommand state) => state switch
    {
        DoubleCommand.Off => "OFF",
        DoubleCommand.On => "ON",
        _ => $"not permitted ({(byte)state})",
    };
}
