namespace Gateway.Iec104.Asdus;

/// <summary>
/// Variable structure qualifier (VSQ):
/// <code>
///   SQ | number of objects or elements (7 bits)
/// </code>
/// SQ = 0: each element carries its address; SQ = 1: one address, the elements follow it in sequence (60870-5-101, 7.2.2).
/// </summary>
public readonly record struct VariableStructureQualifier(byte Octet)
{
    public const int MaxCount = 127;

    public VariableStructureQualifier(int count, bool isSequence = false)
        : this((byte)(count | (isSequence ? 0x80 : 0)))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount);
    }

    public int Count => Octet & 0x7F;

    public bool IsSequence => (Octet & 0x80) != 0;
}
