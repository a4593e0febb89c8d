using System.Buffers.Binary;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Rtus;

/// <summary>Makes the elements of an information object of any type: the value stands in the first one, then come quality and time; what else there is, is 0.</summary>
internal static class ObjectWriter
{
    /// <summary>An ASDU of one object.</summary>
    /// <exception cref="ArgumentException">The value does not fit; the message says what would.</exception>
    public static byte[] Write(in AsduHead head, InformationObjectAddress address, SignalValue value, Quality quality, DateTime time)
    {
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], head);
        writer.AddOctets(address, Elements(head.Type, value, quality, time));
        return writer.Asdu.Octets.ToArray();
    }

    /// <exception cref="ArgumentException">The value does not fit; the message says what would.</exception>
    public static byte[] Elements(TypeIdentification type, SignalValue value, Quality quality, DateTime time)
    {
        if (WhyNot(type, value) is { } why)
        {
            throw new ArgumentException(why, nameof(value));
        }

        if (!value.Octets.IsEmpty)
        {
            return value.Octets.ToArray();
        }

        var entry = TypeTable.Find(type)!;
        var octets = new byte[entry.Octets];
        for (var i = 0; i < entry.Elements.Length; i++)
        {
            var kind = entry.Elements[i];
            var to = octets.AsSpan(entry.OffsetOf(kind));
            if (i == 0)
            {
                WriteValue(kind, value.Number, quality, time, to);
            }
            else
            {
                WriteRest(kind, quality, time, to);
            }
        }

        return octets;
    }

    /// <summary>Null where the value fits the type; else what is wrong and what would be right.</summary>
    public static string? WhyNot(TypeIdentification type, SignalValue value)
    {
        if (TypeTable.Find(type) is not { } entry)
        {
            return value.Octets.IsEmpty ? $"nothing is known of type {(byte)type}: write its elements octet by octet, as 0x01C4" : null;
        }

        if (!value.Octets.IsEmpty)
        {
            var fits = entry.HasSegment ? value.Octets.Length >= 4 && value.Octets.Span[3] == value.Octets.Length - 4 : value.Octets.Length == entry.Octets;
            return fits ? null : $"{value.Octets.Length} octets are not the elements of {entry.Name}, which has {entry.Octets}";
        }

        if (entry.HasSegment)
        {
            return $"a value of {entry.Name} is written octet by octet, as 0x01C4";
        }

        var (least, most, isWhole) = RangeOf(entry.Elements is [var first, ..] ? first : ElementKind.None);
        return value.Number >= least && value.Number <= most && (!isWhole || value.Number == Math.Truncate(value.Number))
            ? null
            : $"a value of {entry.Name} is a {(isWhole ? "whole number" : "number")} from {least} to {most}";
    }

    private static (double Least, double Most, bool IsWhole) RangeOf(ElementKind kind) => kind switch
    {
        ElementKind.Siq or ElementKind.Sco => (0, 1, true),
        ElementKind.Diq or ElementKind.Dco or ElementKind.Rco or ElementKind.Sep => (0, 3, true),
        ElementKind.Vti => (-64, 63, true),
        ElementKind.Nva => (-1, 1, false),
        ElementKind.Sva => (short.MinValue, short.MaxValue, true),
        ElementKind.ShortFloat => (-float.MaxValue, float.MaxValue, false),
        ElementKind.Bcr => (int.MinValue, int.MaxValue, true),
        ElementKind.None or ElementKind.Cp56Time2a => (double.MinValue, double.MaxValue, false),
        _ => (0, Math.Pow(256, ElementTable.Octets(kind)) - 1, true),
    };

    private static void WriteValue(ElementKind kind, double number, Quality quality, DateTime time, Span<byte> to)
    {
        switch (kind)
        {
            case ElementKind.Siq:
                new Siq(number != 0, quality).Write(to);
                break;
            case ElementKind.Diq:
                new Diq((DoublePoint)number, quality).Write(to);
                break;
            case ElementKind.Vti:
                new Vti((int)number, isTransient: false).Write(to);
                break;
            case ElementKind.Nva:
                // As the original has it, so that 1 can be written.
                new Nva((short)(number * short.MaxValue)).Write(to);
                break;
            case ElementKind.Sva:
                new Sva((short)number).Write(to);
                break;
            case ElementKind.ShortFloat:
                new ShortFloat((float)number).Write(to);
                break;
            case ElementKind.Bcr:
                new Bcr((int)number, 0, quality).Write(to);
                break;
            case ElementKind.Cp56Time2a:
                new Cp56Time2a(time).Write(to);
                break;
            case ElementKind.None:
                break;
            default:
                Span<byte> octets = stackalloc byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64LittleEndian(octets, (ulong)number);
                octets[..ElementTable.Octets(kind)].CopyTo(to);
                break;
        }
    }

    private static void WriteRest(ElementKind kind, Quality quality, DateTime time, Span<byte> to)
    {
        switch (kind)
        {
            case ElementKind.Qds:
                new Qds(quality).Write(to);
                break;
            case ElementKind.Qdp:
                new Qdp(quality).Write(to);
                break;
            case ElementKind.Cp24Time2a:
                new Cp24Time2a(time).Write(to);
                break;
            case ElementKind.Cp56Time2a:
                new Cp56Time2a(time).Write(to);
                break;
        }
    }
}
