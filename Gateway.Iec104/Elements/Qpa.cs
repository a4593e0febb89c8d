namespace Gateway.Iec104.Elements;

/// <summary>
/// Qualifier of parameter activation (QPA), one octet: 1 the parameters loaded before, 2 those of the addressed object,
/// 3 persistent cyclic transmission of the addressed object (60870-5-101, 7.2.6.25).
/// </summary>
public readonly record struct Qpa(byte Octet) : IElement<Qpa>
{
    public static readonly Qpa Loaded = new(1);
    public static readonly Qpa Addressed = new(2);
    public static readonly Qpa CyclicTransmission = new(3);

    public static ElementKind Kind => ElementKind.Qpa;

    public static Qpa Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Octet switch
    {
        1 => "loaded parameters",
        2 => "addressed object",
        3 => "cyclic transmission",
        _ => $"QPA {Octet}",
    };
}
