namespace Gateway.Iec104.Elements;

/// <summary>
/// Regulating step command (RCO), one octet (60870-5-101, 7.2.6.17):
/// <code>
///   S/E | QU (5 bits) | RCS (2 bits)
/// </code>
/// </summary>
public readonly record struct Rco(byte Octet) : IElement<Rco>
{
    public Rco(StepCommand step, Qoc qoc = default)
        : this(qoc.With((byte)step))
    {
    }

    public static ElementKind Kind => ElementKind.Rco;

    /// <summary>RCS.</summary>
    public StepCommand Step => (StepCommand)(Octet & 0x03);

    public Qoc Qoc => Qoc.Of(Octet);

    public static Rco Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Qoc.Beside(Text(Step));

    /// <summary>The step as logs and views show it.</summary>
    internal static string Text(StepCommand step) => step switch
    {
        StepCommand.Lower => "LOWER",
        StepCommand.Higher => "HIGHER",
        _ => $"not permitted ({(byte)step})",
    };
}
