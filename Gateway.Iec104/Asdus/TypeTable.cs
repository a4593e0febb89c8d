using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Gateway.Iec104.Elements;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// The one table of the types: what their objects consist of (60870-5-101, 7.3; 60870-5-104, 8). Types that it lacks are
/// valid: nothing is known of their objects, so they always fit.
/// </summary>
public static partial class TypeTable
{
    private const sbyte Unknown = -1;
    private const sbyte Segmented = -2;

    private static readonly TypeEntry?[] Entries = Index(Rows());

    private static readonly sbyte[] Sizes = [.. Entries.Select(SizeOf)];

    /// <summary>All rows in the order of their numbers.</summary>
    public static ImmutableArray<TypeEntry> All { get; } = [.. Entries.OfType<TypeEntry>()];

    /// <summary>The row of a type; null when the table lacks it.</summary>
    public static TypeEntry? Find(TypeIdentification type) => Entries[(byte)type];

    /// <summary>
    /// Whether the length of an ASDU fits its type and VSQ. Only lengths are judged: SQ = 0: N x (3 + size); SQ = 1:
    /// 3 + N x size; N at least 1; of a segment LOS is the rest, whatever N.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits(scoped in AsduView asdu)
    {
        var octets = asdu.Octets;
        int size = Sizes[octets[0]];
        if (size < 0) return size == Unknown || SegmentFits(octets);
        var count = octets[1] & 0x7F;
        return count != 0 && octets.Length - AsduHead.Octets == Expected(size, count, octets[1] >= 0x80);
    }

    /// <summary>The fault of an ASDU that does not fit, for a log.</summary>
    /// <returns>False when it fits.</returns>
    public static bool TryGetFault(scoped in AsduView asdu, out LengthFault fault)
    {
        fault = default;
        if (Fits(asdu)) return false;
        var size = Sizes[(byte)asdu.Type];
        var expected = size == Segmented ? ExpectedSegment(asdu.Octets) : Expected(size, asdu.Vsq.Count, asdu.Vsq.IsSequence);
        fault = new LengthFault(asdu.Type, asdu.Vsq, asdu.Vsq.Count == 0 ? null : expected, asdu.Objects.Length);
        return true;
    }

    private static int Expected(int size, int count, bool isSequence) => isSequence
        ? InformationObjectAddress.Octets + (count * size)
        : count * (InformationObjectAddress.Octets + size);

    /// <summary>Head, IOA, NOF (2), NOS, LOS, then LOS octets.</summary>
    private static bool SegmentFits(ReadOnlySpan<byte> octets) =>
        octets.Length >= 13 && octets[12] == octets.Length - 13 && (octets[1] & 0x7F) != 0;

    private static int ExpectedSegment(ReadOnlySpan<byte> octets) => 7 + (octets.Length >= 13 ? octets[12] : 0);

    private static sbyte SizeOf(TypeEntry? entry) => entry switch
    {
        null => Unknown,
        { HasSegment: true } => Segmented,
        _ => (sbyte)entry.Octets,
    };

    private static TypeEntry?[] Index(ReadOnlySpan<TypeEntry> rows)
    {
        var entries = new TypeEntry?[256];
        foreach (var row in rows) entries[(byte)row.Type] = row;
        return entries;
    }

    /// <summary>Process information in monitor direction.</summary>
    private static TypeEntry Monitor(TypeIdentification type, string description, params ImmutableArray<ElementKind> elements) =>
        new(type, description, TypeCategory.Process, TypeDirection.Monitor, allowsSequence: false, elements);

    /// <summary>The same where the standard knows SQ = 1.</summary>
    private static TypeEntry Sequence(TypeIdentification type, string description, params ImmutableArray<ElementKind> elements) =>
        new(type, description, TypeCategory.Process, TypeDirection.Monitor, allowsSequence: true, elements);

    /// <summary>Process information in control direction.</summary>
    private static TypeEntry Command(TypeIdentification type, string description, params ImmutableArray<ElementKind> elements) =>
        new(type, description, TypeCategory.Process, TypeDirection.Control, allowsSequence: false, elements);

    private static TypeEntry System(TypeIdentification type, string description, params ImmutableArray<ElementKind> elements) =>
        new(type, description, TypeCategory.System, TypeDirection.Control, allowsSequence: false, elements);

    private static TypeEntry Parameter(TypeIdentification type, string description, params ImmutableArray<ElementKind> elements) =>
        new(type, description, TypeCategory.Parameter, TypeDirection.Control, allowsSequence: false, elements);

    private static TypeEntry File(TypeIdentification type, string description, params ImmutableArray<ElementKind> elements) =>
        new(type, description, TypeCategory.File, TypeDirection.Both, allowsSequence: false, elements);
}
