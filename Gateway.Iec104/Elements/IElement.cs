namespace Gateway.Iec104.Elements;

/// <summary>
/// An information element: a value that keeps every bit of its octets, reserved ones too, so that what was read is written
/// again octet by octet. Reading takes any octets; names are cut out of them on demand.
/// </summary>
public interface IElement<TSelf>
    where TSelf : struct, IElement<TSelf>
{
    /// <summary>Which element this is; <see cref="ElementTable"/> has its size and its name.</summary>
    static abstract ElementKind Kind { get; }

    /// <summary>Reads the element from the first octets.</summary>
    /// <exception cref="ArgumentException">Too few octets (or the runtime's own exception for an index outside).</exception>
    static abstract TSelf Read(ReadOnlySpan<byte> octets);

    /// <summary>Writes the element to the first octets, just as it was read.</summary>
    void Write(Span<byte> octets);
}
