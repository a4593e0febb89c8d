namespace Gateway.Iec104.Asdus;

/// <summary>
/// The first octet of the cause of transmission field:
/// <code>
///   T | P/N | cause (6 bits)        T = test, P/N = 1: negative confirmation
/// </code>
/// The second one is the <see cref="OriginatorAddress"/> (60870-5-101, 7.2.3).
/// </summary>
public readonly record struct CauseOfTransmission(byte Octet)
{
    public const byte TestBit = 0x80;
    public const byte NegativeBit = 0x40;

    public CauseOfTransmission(Cause cause, bool negative = false, bool test = false)
        : this((byte)((byte)cause | (negative ? NegativeBit : 0) | (test ? TestBit : 0)))
    {
    }

    public Cause Cause => (Cause)(Octet & 0x3F);

    public bool IsNegative => (Octet & NegativeBit) != 0;

    public bool IsTest => (Octet & TestBit) != 0;

    /// <summary>The same T bit with another cause, as a confirmation mirrors its request.</summary>
    public CauseOfTransmission With(Cause cause, bool negative = false) => new(cause, negative, IsTest);

    public static implicit operator CauseOfTransmission(Cause cause) => new(cause);

    public override string ToString() => $"{(byte)Cause}{(IsNegative ? " negative" : "")}{(IsTest ? " test" : "")}";
}
