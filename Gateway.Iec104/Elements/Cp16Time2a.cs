using System.Buffers.Binary;

namespace Gateway.Iec104.Elements;

/// <summary>
/// Two octet binary time (CP16Time2a), low octet first: elapsed time of 0..59999 ms; larger values are sent, too
/// (60870-5-101, 7.2.6.20).
/// </summary>
public readonly record struct Cp16Time2a(ushort Milliseconds) : IElement<Cp16Time2a>
{
    /// <summary>The largest that the standard allows.</summary>
    public const int Max = 59999;

    public static ElementKind Kind => ElementKind.Cp16Time2a;

    public TimeSpan Elapsed => TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>Full milliseconds; what lies outside 0..59999 takes the nearest end.</summary>
    public static Cp16Time2a From(TimeSpan elapsed) => new((ushort)Math.Clamp(elapsed.Ticks / TimeSpan.TicksPerMillisecond, 0, Max));

    public static Cp16Time2a Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt16LittleEndian(octets));

    public void Write(Span<byte> octets) => BinaryPrimitives.WriteUInt16LittleEndian(octets, Milliseconds);

    public override string ToString() => $"{Milliseconds} ms";
}
