using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Frames;

/// <summary>Makes <see cref="Signal"/>s of an ASDU, one for each information object; one for all of them where nothing is known of the type, or its length is wrong.</summary>
public static class SignalReader
{
    /// <param name="octets">The ASDU; kept.</param>
    public static IReadOnlyList<Signal> Read(
        DateTime time, string station, SignalDirection direction, IPEndPoint? peer, ReadOnlyMemory<byte> octets, string comment = "")
    {
        var asdu = new AsduView(octets.Span);
        var first = new Signal(
            time, station, direction, peer, asdu.Type, asdu.Cot, asdu.Originator, asdu.CommonAddress, asdu.FirstAddress, "", null, "", null, comment, octets);
        if (TypeTable.TryGetFault(asdu, out var fault))
        {
            return [first with { Value = Convert.ToHexString(asdu.Objects), Comment = Joined($"{fault}", comment) }];
        }

        if (TypeTable.Find(asdu.Type) is null)
        {
            return [first with { Value = Convert.ToHexString(asdu.Objects[InformationObjectAddress.Octets..]), Comment = Joined("unknown type", comment) }];
        }

        var signals = new Signal[asdu.InformationObjects.Count];
        var index = 0;
        foreach (var o in asdu.InformationObjects)
        {
            signals[index++] = Of(first, o);
        }

        return signals;
    }

    private static Signal Of(Signal first, InformationObject o)
    {
        var value = o.Value;
        var isNumber = value.Kind is not (ElementKind.None or ElementKind.Cp56Time2a);
        return first with
        {
            Object = o.Address,
            Value = TextOf(value),
            Number = isNumber ? value.Number : null,
            Quality = value.Quality.Text().Trim('(', ')'),
            TimeTag = value.TryGetTime(first.Time, out var time) ? time : null,
            Comment = Joined(Remark(o, value), first.Comment),
        };
    }

    // The value alone: quality and qualifier stand in their own places.
    private static string TextOf(in InformationValue value) => value.Kind switch
    {
        ElementKind.Siq or ElementKind.Sco => (value with { Bits = value.Bits & 0x01 }).Text,
        ElementKind.Diq or ElementKind.Sep or ElementKind.Dco or ElementKind.Rco => (value with { Bits = value.Bits & 0x03 }).Text,
        ElementKind.Bcr => ((int)value.Bits).ToString(),
        _ => value.Text,
    };

    private static string Remark(InformationObject o, in InformationValue value)
    {
        var qualifier = o.TryGet(out Sco sco) ? sco.Qoc.ToString()
            : o.TryGet(out Dco dco) ? dco.Qoc.ToString()
            : o.TryGet(out Rco rco) ? rco.Qoc.ToString()
            : o.TryGet(out Qos qos) ? qos.ToString()
            : "";
        return value.Time56 is { IsInvalid: true } ? Joined(qualifier, "time IV") : qualifier;
    }

    private static string Joined(string odd, string comment) => comment.Length == 0 ? odd : odd.Length == 0 ? comment : $"{odd}; {comment}";
}
