using System.Collections.Immutable;
using Gateway.Iec104.Elements;

namespace Gateway.Iec104.Asdus;

/// <summary>A row of the <see cref="TypeTable"/>: what the objects of a type consist of, and what the type is for.</summary>
public sealed class TypeEntry
{
    private readonly sbyte[] _offsets = new sbyte[(int)ElementKind.Cp56Time2a + 1];

    internal TypeEntry(
        TypeIdentification type, string description, TypeCategory category, TypeDirection direction, bool allowsSequence, ImmutableArray<ElementKind> elements)
    {
        Type = type;
        Name = type.ToString();
        Description = description;
        Category = category;
        Direction = direction;
        AllowsSequence = allowsSequence;
        Elements = elements;
        HasSegment = elements.Contains(ElementKind.Segment);
        Array.Fill(_offsets, (sbyte)-1);
        foreach (var kind in elements)
        {
            if (_offsets[(int)kind] < 0) _offsets[(int)kind] = (sbyte)Octets;
            Octets += ElementTable.Octets(kind);
        }

        TimeTag = TagOf(category, elements);
    }

    public TypeIdentification Type { get; }

    /// <summary>The mnemonic: <c>M_SP_NA_1</c>.</summary>
    public string Name { get; }

    /// <summary>The standard's words for it.</summary>
    public string Description { get; }

    public TypeCategory Category { get; }

    public TypeDirection Direction { get; }

    /// <summary>Whether the standard defines the type for SQ = 1. For information only: nothing here refuses the other structure (R11).</summary>
    public bool AllowsSequence { get; }

    /// <summary>The elements of one object in their order on the wire.</summary>
    public ImmutableArray<ElementKind> Elements { get; }

    /// <summary>The size of one object's elements, without its address; of F_SG_NA_1 without the segment.</summary>
    public int Octets { get; }

    /// <summary>F_SG_NA_1: LOS octets of a file follow the elements.</summary>
    public bool HasSegment { get; }

    public TimeTag TimeTag { get; }

    /// <summary>Whether this element is among the elements of an object.</summary>
    public bool Has(ElementKind kind) => _offsets[(int)kind] >= 0;

    /// <summary>Where an element begins in the octets of an object, without the address; -1 when the type lacks it.</summary>
    public int OffsetOf(ElementKind kind) => _offsets[(int)kind];

    public override string ToString() => $"{Name} ({(byte)Type}): {Description}";

    private static TimeTag TagOf(TypeCategory category, ImmutableArray<ElementKind> elements) =>
        category == TypeCategory.File || elements.Length < 2
            ? TimeTag.None
            : elements[^1] switch
            {
                ElementKind.Cp24Time2a => TimeTag.Cp24Time2a,
                ElementKind.Cp56Time2a => TimeTag.Cp56Time2a,
                _ => TimeTag.None,
            };
}
