namespace Gateway.Iec104.Elements;

/// <summary>
/// Qualifier of parameter of measured values (QPM), one octet (60870-5-101, 7.2.6.24):
/// <code>
///   POP | LPC | KPA (6 bits)
/// </code>
/// KPA, the kind: 1 threshold, 2 smoothing factor, 3 low limit, 4 high limit for transmission.
/// </summary>
public readonly record struct Qpm(byte Octet) : IElement<Qpm>
{
    public static readonly Qpm Threshold = new(1);
    public static readonly Qpm Smoothing = new(2);
    public static readonly Qpm LowLimit = new(3);
    public static readonly Qpm HighLimit = new(4);

    public static ElementKind Kind => ElementKind.Qpm;

    /// <summary>KPA.</summary>
    public int Parameter => Octet & 0x3F;

    /// <summary>LPC: the parameter was changed locally.</summary>
    public bool IsChangedLocally => (Octet & 0x40) != 0;

    /// <summary>POP: the parameter is not in operation.</summary>
    public bool IsNotInOperation => (Octet & 0x80) != 0;

    public static Qpm Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() =>
        Text(Parameter) + (IsChangedLocally ? " changed locally" : "") + (IsNotInOperation ? " not in operation" : "");

    private static string Text(int parameter) => parameter switch
    {
        1 => "threshold",
        2 => "smoothing factor",
        3 => "low limit",
        4 => "high limit",
        _ => $"KPA {parameter}",
    };
}
