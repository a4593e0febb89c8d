namespace Gateway.Iec104.Elements;

/// <summary>
/// Qualifier of counter interrogation command (QCC), one octet (60870-5-101, 7.2.6.23):
/// <code>
///   FRZ (2 bits) | RQT (6 bits)        RQT: 1..4 counter group, 5 general request
/// </code>
/// </summary>
public readonly record struct Qcc(byte Octet) : IElement<Qcc>
{
    /// <summary>RQT 5: all counters.</summary>
    public const int General = 5;

    /// <exception cref="ArgumentOutOfRangeException">An RQT outside 0..63.</exception>
    public Qcc(int request, Freeze freeze = Freeze.Read)
        : this((byte)(request | ((byte)freeze << 6)))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request, 63);
    }

    public static ElementKind Kind => ElementKind.Qcc;

    /// <summary>RQT.</summary>
    public int Request => Octet & 0x3F;

    /// <summary>FRZ.</summary>
    public Freeze Freeze => (Freeze)(Octet >> 6);

    public static Qcc Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Text(Request) + Freeze switch
    {
        Freeze.FreezeWithoutReset => " freeze",
        Freeze.FreezeWithReset => " freeze and reset",
        Freeze.Reset => " reset",
        _ => "",
    };

    private static string Text(int request) => request switch
    {
        >= 1 and <= 4 => $"counter group {request}",
        General => "all counters",
        _ => $"RQT {request}",
    };
}
