using Gateway.Iec104.Elements;

namespace Gateway.Iec104.Asdus;

/// <content>
/// Objects by their elements, which must be those of the table in their order (else <see cref="ArgumentException"/>);
/// otherwise as <see cref="AddOctets"/>.
/// </content>
public ref partial struct AsduWriter
{
    /// <summary>An object that is but an address: C_RD_NA_1.</summary>
    public void Add(InformationObjectAddress address)
    {
        Demand();
        Claim(address, 0);
    }

    public void Add<T1>(InformationObjectAddress address, T1 first)
        where T1 : struct, IElement<T1>
    {
        Demand(T1.Kind);
        first.Write(Claim(address, _entry!.Octets));
    }

    public void Add<T1, T2>(InformationObjectAddress address, T1 first, T2 second)
        where T1 : struct, IElement<T1>
        where T2 : struct, IElement<T2>
    {
        Demand(T1.Kind, T2.Kind);
        var octets = Claim(address, _entry!.Octets);
        second.Write(Put(octets, first));
    }

    public void Add<T1, T2, T3>(InformationObjectAddress address, T1 first, T2 second, T3 third)
        where T1 : struct, IElement<T1>
        where T2 : struct, IElement<T2>
        where T3 : struct, IElement<T3>
    {
        Demand(T1.Kind, T2.Kind, T3.Kind);
        var octets = Claim(address, _entry!.Octets);
        third.Write(Put(Put(octets, first), second));
    }

    public void Add<T1, T2, T3, T4>(InformationObjectAddress address, T1 first, T2 second, T3 third, T4 fourth)
        where T1 : struct, IElement<T1>
        where T2 : struct, IElement<T2>
        where T3 : struct, IElement<T3>
        where T4 : struct, IElement<T4>
    {
        Demand(T1.Kind, T2.Kind, T3.Kind, T4.Kind);
        var octets = Claim(address, _entry!.Octets);
        fourth.Write(Put(Put(Put(octets, first), second), third));
    }

    /// <summary>A segment of a file, the only object of its ASDU (F_SG_NA_1); LOS is its length.</summary>
    public void AddSegment(InformationObjectAddress address, Nof file, Nos section, scoped ReadOnlySpan<byte> segment)
    {
        Demand(ElementKind.Nof, ElementKind.Nos, ElementKind.Los, ElementKind.Segment);
        if (segment.Length > byte.MaxValue) ThrowFull();
        var octets = Put(Put(Claim(address, _entry!.Octets + segment.Length), file), section);
        segment.CopyTo(Put(octets, new Los((byte)segment.Length)));
    }

    private readonly void Demand(params ReadOnlySpan<ElementKind> kinds)
    {
        if (_entry is null || !_entry.Elements.AsSpan().SequenceEqual(kinds)) ThrowLayout(_entry, (TypeIdentification)_octets[0]);
    }

    private static Span<byte> Put<T>(Span<byte> octets, T element)
        where T : struct, IElement<T>
    {
        element.Write(octets);
        return octets[ElementTable.Octets(T.Kind)..];
    }
}
