namespace Gateway.Iec104;

/// <summary>
/// Information object address (IOA): three octets, low one first, 0..16777215; 0 means irrelevant (60870-5-101, 7.2.5).
/// </summary>
public readonly record struct InformationObjectAddress
{
    /// <summary>Its size on the wire.</summary>
    public const int Octets = 3;

    /// <summary>The largest address, 16777215.</summary>
    public const uint Max = 0xFFFFFF;

    public static readonly InformationObjectAddress Irrelevant;

    /// <exception cref="ArgumentOutOfRangeException">Above <see cref="Max"/>.</exception>
    public InformationObjectAddress(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Max);
        Value = value;
    }

    public uint Value { get; }

    /// <summary>Reads the first three octets.</summary>
    public static InformationObjectAddress Read(ReadOnlySpan<byte> octets) =>
        new((uint)(octets[0] | (octets[1] << 8) | (octets[2] << 16)));

    /// <summary>Writes three octets.</summary>
    public void Write(Span<byte> octets)
    {
        octets[0] = (byte)Value;
        octets[1] = (byte)(Value >> 8);
        octets[2] = (byte)(Value >> 16);
    }

    public override string ToString() => Value.ToString();
}
