namespace Gateway.Iec104.Elements;

/// <summary>
/// Output circuit information of protection equipment (OCI), one octet (60870-5-101, 7.2.6.12):
/// <code>
///   0 | 0 | 0 | 0 | CL3 | CL2 | CL1 | GC
/// </code>
/// </summary>
public readonly record struct Oci(byte Octet) : IElement<Oci>
{
    private static readonly string[] Names = ["GC", "CL1", "CL2", "CL3"];

    public static ElementKind Kind => ElementKind.Oci;

    /// <summary>GC: general command to the output circuit.</summary>
    public bool IsGeneralCommand => (Octet & 0x01) != 0;

    /// <summary>CL1: command to the output circuit of phase L1.</summary>
    public bool IsCommandL1 => (Octet & 0x02) != 0;

    /// <summary>CL2.</summary>
    public bool IsCommandL2 => (Octet & 0x04) != 0;

    /// <summary>CL3.</summary>
    public bool IsCommandL3 => (Octet & 0x08) != 0;

    public static Oci Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() => Spe.Text(Octet, Names);
}
