namespace Gateway.Iec104.Elements;

/// <summary>
/// Qualifier of command (QOC): the upper six bits of SCO, DCO and RCO (60870-5-101, 7.2.6.26):
/// <code>
///   S/E | QU (5 bits) | . | .        S/E = 1: select, 0: execute
/// </code>
/// </summary>
public readonly record struct Qoc
{
    public static readonly Qoc Execute;

    public static readonly Qoc Select = new(Qu.NoDefinition, isSelect: true);

    private readonly byte _bits;

    /// <exception cref="ArgumentOutOfRangeException">A QU above 31.</exception>
    public Qoc(Qu qu, bool isSelect = false)
    {
        if ((byte)qu > 31) throw new ArgumentOutOfRangeException(nameof(qu));
        _bits = (byte)(((byte)qu << 2) | (isSelect ? 0x80 : 0));
    }

    private Qoc(byte bits) => _bits = bits;

    public Qu Qu => (Qu)((_bits >> 2) & 0x1F);

    public bool IsSelect => (_bits & 0x80) != 0;

    public override string ToString() => (IsSelect, Qu) switch
    {
        (true, Qu.NoDefinition) => "select",
        (true, _) => $"select QU {(byte)Qu}",
        (false, Qu.NoDefinition) => "",
        _ => $"QU {(byte)Qu}",
    };

    /// <summary>The QOC of a command octet.</summary>
    internal static Qoc Of(byte octet) => new((byte)(octet & 0xFC));

    /// <summary>A command octet: the state in its lower two bits.</summary>
    internal byte With(int state) => (byte)(_bits | (state & 0x03));

    /// <summary>A state and what qualifies it: <c>ON select</c>.</summary>
    internal string Beside(string state) => _bits == 0 ? state : $"{state} {this}";
}
