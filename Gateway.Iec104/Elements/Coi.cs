namespace Gateway.Iec104.Elements;

/// <summary>
/// Cause of initialization (COI), one octet (60870-5-101, 7.2.6.21):
/// <code>
///   I | cause (7 bits)        I = 1: after a change of local parameters
/// </code>
/// The cause: 0 local power switch on, 1 local manual reset, 2 remote reset, 32..127 private.
/// </summary>
public readonly record struct Coi(byte Octet) : IElement<Coi>
{
    public static readonly Coi LocalPowerOn;
    public static readonly Coi LocalManualReset = new(1);
    public static readonly Coi RemoteReset = new(2);

    public static ElementKind Kind => ElementKind.Coi;

    public int Cause => Octet & 0x7F;

    public bool IsAfterParameterChange => (Octet & 0x80) != 0;

    public static Coi Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Text(Cause) + (IsAfterParameterChange ? ", parameters changed" : "");

    /// <summary>The cause as logs and views show it.</summary>
    internal static string Text(int cause) => cause switch
    {
        0 => "local power on",
        1 => "local manual reset",
        2 => "remote reset",
        _ => $"COI {cause}",
    };
}
