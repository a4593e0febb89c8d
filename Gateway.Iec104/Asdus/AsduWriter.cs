using System.Diagnostics.CodeAnalysis;
using Gateway.Iec104.Elements;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// Writes an ASDU into the caller's octets: the head at once, then object by object; N in the VSQ is always what was added.
/// <code>
///   var writer = new AsduWriter(buffer, TypeIdentification.M_ME_TF_1, Cause.Spontaneous, ca);
///   while (writer.Room > 0 &amp;&amp; Next() is { } m) writer.Add(m.Address, new ShortFloat(m.Value), Qds.Good, new Cp56Time2a(m.Time));
///   Send(writer.Asdu);
/// </code>
/// Pass it on by <c>ref</c>. What the table does not allow and what has no room is our caller's misuse: an exception.
/// </summary>
public ref partial struct AsduWriter
{
    private readonly Span<byte> _octets;
    private readonly TypeEntry? _entry;
    private InformationObjectAddress _first;

    /// <summary>An ASDU with this head and no objects yet; the head's N is not looked at.</summary>
    /// <param name="octets">At least 9; no more than 249 are used.</param>
    /// <param name="head">Its SQ says how the objects are arranged.</param>
    /// <exception cref="ArgumentException">Fewer than 9 octets.</exception>
    public AsduWriter(Span<byte> octets, scoped in AsduHead head)
    {
        if (octets.Length < AsduView.MinOctets) throw new ArgumentException($"An ASDU has {AsduView.MinOctets} octets at least.", nameof(octets));
        _octets = octets[..Math.Min(octets.Length, AsduView.MaxOctets)];
        _entry = TypeTable.Find(head.Type);
        IsSequence = head.Vsq.IsSequence;
        Length = AsduHead.Octets;
        (head with { Vsq = new(0, IsSequence) }).Write(_octets);
    }

    /// <inheritdoc cref="AsduWriter(Span{byte}, in AsduHead)"/>
    public AsduWriter(
        Span<byte> octets,
        TypeIdentification type,
        CauseOfTransmission cot,
        CommonAddress commonAddress,
        OriginatorAddress originator = default,
        bool isSequence = false)
        : this(octets, new AsduHead(type, new(0, isSequence), cot, originator, commonAddress))
    {
    }

    /// <summary>SQ = 1: one address, and the elements of the addresses that follow it.</summary>
    public bool IsSequence { get; }

    /// <summary>Objects so far: N.</summary>
    public int Count { get; private set; }

    /// <summary>Octets so far, the head's among them.</summary>
    public int Length { get; private set; }

    /// <summary>Octets that are still free.</summary>
    public readonly int RemainingOctets => _octets.Length - Length;

    /// <summary>How many more objects of this type there is room for (of a type not in the table: addresses).</summary>
    public readonly int Room
    {
        get
        {
            var places = VariableStructureQualifier.MaxCount - Count;
            if (_entry is { HasSegment: true }) places = Math.Min(places, 1 - Count);
            var size = _entry?.Octets ?? 0;
            if (!IsSequence) return Math.Min(places, RemainingOctets / (InformationObjectAddress.Octets + size));
            var octets = RemainingOctets - (Count == 0 ? InformationObjectAddress.Octets : 0);
            return octets < size ? 0 : size == 0 ? places : Math.Min(places, octets / size);
        }
    }

    /// <summary>What is written.</summary>
    /// <exception cref="InvalidOperationException">No object was added yet.</exception>
    public readonly AsduView Asdu => Count > 0 ? new(_octets[..Length]) : throw new InvalidOperationException("An ASDU has one object at least.");

    /// <summary>Adds an object by its octets: of any type, also one that is not in the table.</summary>
    /// <param name="address">With SQ = 1 the one after the last.</param>
    /// <param name="elements">As many as the table says.</param>
    /// <exception cref="ArgumentException">Another size than the table's, or a gap in the addresses of SQ = 1.</exception>
    /// <exception cref="InvalidOperationException">No room.</exception>
    public void AddOctets(InformationObjectAddress address, scoped ReadOnlySpan<byte> elements)
    {
        if (_entry is { HasSegment: false } && elements.Length != _entry.Octets) ThrowSize(_entry, elements.Length);
        if (_entry is { HasSegment: true } && (elements.Length < 4 || elements[3] != elements.Length - 4)) ThrowSize(_entry, elements.Length);
        elements.CopyTo(Claim(address, elements.Length));
    }

    /// <summary>Room for one more object; sets N.</summary>
    private Span<byte> Claim(InformationObjectAddress address, int size)
    {
        var isAddressed = !IsSequence || Count == 0;
        var needed = size + (isAddressed ? InformationObjectAddress.Octets : 0);
        if (Count == VariableStructureQualifier.MaxCount || needed > RemainingOctets || (Count > 0 && _entry is { HasSegment: true })) ThrowFull();
        if (Count == 0) _first = address;
        if (!isAddressed && address.Value != _first.Value + (uint)Count) ThrowGap(_first.Value + (uint)Count, address);
        var place = _octets.Slice(Length, needed);
        if (isAddressed)
        {
            address.Write(place);
            place = place[InformationObjectAddress.Octets..];
        }

        Length += needed;
        _octets[1] = new VariableStructureQualifier(++Count, IsSequence).Octet;
        return place;
    }

    [DoesNotReturn]
    private readonly void ThrowFull() =>
        throw new InvalidOperationException($"No room for another object: {Count} in {Length} octets of at most {_octets.Length}.");

    [DoesNotReturn]
    private static void ThrowGap(uint next, InformationObjectAddress address) =>
        throw new ArgumentException($"With SQ = 1 the next address is {next}, not {address}.", nameof(address));

    [DoesNotReturn]
    private static void ThrowSize(TypeEntry entry, int size) =>
        throw new ArgumentException($"{size} octets are not the elements of {entry.Name}: {Layout(entry)}.", nameof(size));

    [DoesNotReturn]
    private static void ThrowLayout(TypeEntry? entry, TypeIdentification type) =>
        throw new ArgumentException(entry is null ? $"Nothing is known of the elements of type {(byte)type}." : $"{entry.Name} consists of {Layout(entry)}.", nameof(type));

    private static string Layout(TypeEntry entry) => entry.Elements.IsEmpty
        ? "nothing but its address"
        : string.Join(" + ", entry.Elements.Select(ElementTable.Abbreviation));
}
