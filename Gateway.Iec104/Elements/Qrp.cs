namespace Gateway.Iec104.Elements;

/// <summary>
/// Qualifier of reset process command (QRP), one octet: 1 general reset of the process, 2 reset of pending time-tagged
/// information in the event buffer (60870-5-101, 7.2.6.27).
/// </summary>
public readonly record struct Qrp(byte Octet) : IElement<Qrp>
{
    public static readonly Qrp Process = new(1);
    public static readonly Qrp EventBuffer = new(2);

    public static ElementKind Kind => ElementKind.Qrp;

    public static Qrp Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Octet switch
    {
        1 => "process",
        2 => "event buffer",
        _ => $"QRP {Octet}",
    };
}
