using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gateway.Iec104.Elements;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// An information object where it lies: its address and its elements (60870-5-101, 7.2.5, 7.3). Valid as long as the
/// octets of its ASDU are.
/// </summary>
public readonly ref struct InformationObject
{
    internal InformationObject(TypeEntry type, InformationObjectAddress address, ReadOnlySpan<byte> octets)
    {
        Type = type;
        Address = address;
        Octets = octets;
    }

    public TypeEntry Type { get; }

    public InformationObjectAddress Address { get; }

    /// <summary>The elements' octets, without the address.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>The quality, of whatever element carries it; good where the type has none.</summary>
    public Quality Quality =>
        TryGet(out Qds qds) ? qds.Quality
        : TryGet(out Siq siq) ? siq.Quality
        : TryGet(out Diq diq) ? diq.Quality
        : TryGet(out Bcr bcr) ? bcr.Quality
        : TryGet(out Qdp qdp) ? qdp.Quality
        : TryGet(out Sep sep) ? sep.Quality
        : Quality.Good;

    /// <summary>The first CP56Time2a: time tag, clock, or time of a file.</summary>
    public Cp56Time2a? Time56 => TryGet(out Cp56Time2a time) ? time : null;

    /// <summary>The time tag CP24Time2a.</summary>
    public Cp24Time2a? Time24 => TryGet(out Cp24Time2a time) ? time : null;

    /// <summary>The octets of a file, behind LOS; empty in all other types.</summary>
    public ReadOnlySpan<byte> Segment => Type.HasSegment ? Octets[Type.Octets..] : [];

    /// <summary>The value, its quality and its time, whatever the type.</summary>
    public InformationValue Value => InformationValue.Of(this);

    /// <summary>An element, if the type has it. Of two alike (F_SC_NB_1) it is the first; the other stands behind it in <see cref="Octets"/>.</summary>
    public bool TryGet<T>(out T element)
        where T : struct, IElement<T>
    {
        var offset = Type.OffsetOf(T.Kind);
        element = offset < 0 ? default : T.Read(Octets[offset..]);
        return offset >= 0;
    }

    /// <summary>An element that the type is known to have.</summary>
    /// <exception cref="InvalidOperationException">It has no such element.</exception>
    public T Get<T>()
        where T : struct, IElement<T>
    {
        if (!TryGet(out T element)) ThrowLacks(Type, T.Kind);
        return element;
    }

    /// <summary><c>IOA 1001 = 49.98 (IV) 2026-11-21 10:00:00.123</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder($"IOA {Address}");
        var octets = Octets;
        var joint = " = ";
        foreach (var kind in Type.Elements)
        {
            var size = kind == ElementKind.Segment ? octets.Length : ElementTable.Octets(kind);
            var element = ElementTable.Text(kind, octets[..size]);
            octets = octets[size..];
            if (element.Length == 0) continue;
            text.Append(joint).Append(element);
            joint = " ";
        }

        return text.ToString();
    }

    [DoesNotReturn]
    private static void ThrowLacks(TypeEntry type, ElementKind kind) =>
        throw new InvalidOperationException($"{type.Name} has no {ElementTable.Abbreviation(kind)}.");
}
