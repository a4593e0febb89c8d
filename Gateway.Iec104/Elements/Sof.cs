namespace Gateway.Iec104.Elements;

/// <summary>
/// Status of file (SOF), one octet (60870-5-101, 7.2.6.38):
/// <code>
///   FA | FOR | LFD | status (5 bits)
/// </code>
/// </summary>
public readonly record struct Sof(byte Octet) : IElement<Sof>
{
    /// <exception cref="ArgumentOutOfRangeException">A status outside 0..31.</exception>
    public Sof(int status, bool isLast, bool isDirectory = false, bool isActive = false)
        : this((byte)(status | (isLast ? 0x20 : 0) | (isDirectory ? 0x40 : 0) | (isActive ? 0x80 : 0)))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(status);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 31);
    }

    public static ElementKind Kind => ElementKind.Sof;

    public int Status => Octet & 0x1F;

    /// <summary>LFD: the last file of the directory.</summary>
    public bool IsLast => (Octet & 0x20) != 0;

    /// <summary>FOR: the name is a subdirectory's.</summary>
    public bool IsDirectory => (Octet & 0x40) != 0;

    /// <summary>FA: the transfer of this file is active (else it waits).</summary>
    public bool IsActive => (Octet & 0x80) != 0;

    public static Sof Read(ReadOnlySpan<byte> octets) => new(octets[0]);

    public void Write(Span<byte> octets) => octets[0] = Octet;

    public override string ToString() =>
        $"{(IsDirectory ? "directory" : "file")} status {Status}{(IsActive ? " active" : "")}{(IsLast ? " last" : "")}";
}
