using System.Buffers.Binary;
using Gateway.Iec104.Elements;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// What an information object says, whatever its type: a value to keep, compare and show. It is the object's first
/// element, bit by bit, with the quality and the time that stand beside it.
/// </summary>
/// <param name="Type">The type of its ASDU.</param>
/// <param name="Address">The object's address.</param>
/// <param name="Kind">The element; <see cref="ElementKind.None"/> when the object is but an address.</param>
/// <param name="Bits">Its octets, the first one lowest.</param>
/// <param name="Quality">Good where the type has no quality.</param>
/// <param name="Time24">A time tag CP24Time2a.</param>
/// <param name="Time56">A time tag CP56Time2a, a clock's or a file's time.</param>
public readonly record struct InformationValue(
    TypeIdentification Type,
    InformationObjectAddress Address,
    ElementKind Kind,
    ulong Bits,
    Quality Quality,
    Cp24Time2a? Time24,
    Cp56Time2a? Time56)
{
    /// <summary>The value as a number: 0 or 1, a double point's 0..3, a measured value, a counter, bits, a qualifier, a file's name.</summary>
    public double Number => Kind switch
    {
        ElementKind.Siq or ElementKind.Sco => Bits & 0x01,
        ElementKind.Diq or ElementKind.Sep or ElementKind.Dco or ElementKind.Rco => Bits & 0x03,
        ElementKind.Vti => new Vti((byte)Bits).Value,
        ElementKind.Nva => new Nva((short)Bits).Value,
        ElementKind.Sva => (short)Bits,
        ElementKind.ShortFloat => new ShortFloat((uint)Bits).Value,
        ElementKind.Bcr => (int)Bits,
        ElementKind.Scd => new Scd((ushort)Bits, 0).Status,
        ElementKind.Cp56Time2a => double.NaN,
        _ => Bits,
    };

    /// <summary>On or off, of single and double points, commands and events; null between, and for all else.</summary>
    public bool? IsOn => Kind switch
    {
        ElementKind.Siq or ElementKind.Sco => (Bits & 0x01) != 0,
        ElementKind.Diq or ElementKind.Sep or ElementKind.Dco => (Bits & 0x03) switch { 1 => false, 2 => true, _ => null },
        _ => null,
    };

    /// <summary>The element in words: <c>ON</c>, <c>49.98</c>, <c>station</c>, <c>LOWER select</c>.</summary>
    public string Text
    {
        get
        {
            Span<byte> octets = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(octets, Bits);
            return ElementTable.Text(Kind, octets[..ElementTable.Octets(Kind)]);
        }
    }

    /// <summary>The date and time: of CP56Time2a in the default century window, of CP24Time2a the hour nearest to another time.</summary>
    /// <param name="near">When it was received, in the sender's time zone.</param>
    /// <param name="time">The answer, as the sender's clock shows it.</param>
    /// <returns>False without a time tag, or when it is no time. IV is not looked at.</returns>
    public bool TryGetTime(DateTime near, out DateTime time)
    {
        if (Time56 is { } full) return full.TryGetDateTime(out time);
        if (Time24 is { } minutes) return minutes.TryGetDateTime(near, out time);
        time = default;
        return false;
    }

    /// <summary><c>49.98 (IV) 2026-11-21 10:00:00.123</c></summary>
    public override string ToString()
    {
        // These elements name their quality themselves.
        var carriesQuality = Kind is ElementKind.Siq or ElementKind.Diq or ElementKind.Sep or ElementKind.Bcr;
        var text = carriesQuality ? Text : Quality.Beside(Text);
        var time = Kind == ElementKind.Cp56Time2a ? null : Time56?.ToString() ?? Time24?.ToString();
        return time is null ? text : $"{text} {time}";
    }

    internal static InformationValue Of(InformationObject source)
    {
        var kind = source.Type.Elements is [var first, ..] ? first : ElementKind.None;
        Span<byte> octets = stackalloc byte[sizeof(ulong)];
        octets.Clear();
        source.Octets[..ElementTable.Octets(kind)].CopyTo(octets);
        return new InformationValue(
            source.Type.Type, source.Address, kind, BinaryPrimitives.ReadUInt64LittleEndian(octets), source.Quality, source.Time24, source.Time56);
    }
}
