namespace Gateway.Iec104.Elements;

/// <summary>
/// Qualifier of set-point command (QOS), one octet (60870-5-101, 7.2.6.39):
/// <code>
///   S/E | QL (7 bits)        S/E = 1: select, 0: execute; QL = 0: default
/// </code>
/// </summary>
public readonly record struct Qos(byte Octet) : IElement<Qos>
{
    public static readonly Qos Execute;

    public static readonly Qos Select = new(ql: 0, isSelect: true);

    /// <exception cref="ArgumentOutOfRangeException">A QL outside 0..127.</exception>
    public Qos(int ql, bool isSelect)
        : this((byte)(ql | (isSelect ? 0x80 : 0)))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ql);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ql, 127);
    }

    public static ElementKind Kind => ElementKind.Qos;

    public int Ql => Octet & 0x7F;

    public bool IsSelect => (Octet & 0x80) != 0;

    public static Qos Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => (IsSelect, Ql) switch
    {
        (true, 0) => "select",
        (true, _) => $"select QL {Ql}",
        (false, 0) => "",
        _ => $"QL {Ql}",
    };
}
