using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Frames;

/// <summary>Takes an ASDU apart into the <see cref="Signal"/>s that it carries.</summary>
public static class Signals
{
    private const ulong CounterOctets = 0xFFFFFFFF;

    /// <summary>One for each information object; one for the whole ASDU when it cannot be read.</summary>
    public static Signal[] Of(in AsduView asdu, DateTime time, string station, SignalDirection direction, IPEndPoint? peer, string comment = "")
    {
        var octets = asdu.Octets.ToArray();
        var objects = asdu.InformationObjects;
        if (objects.Count == 0)
        {
            var why = TypeTable.TryGetFault(asdu, out var fault) ? fault.ToString() : "a type that the table lacks";
            return [Of(asdu, octets, time, station, direction, peer, Joined(comment, why)) with { Value = Convert.ToHexString(asdu.Objects) }];
        }

        var signals = new Signal[objects.Count];
        for (var index = 0; index < signals.Length; index++)
        {
            signals[index] = Filled(Of(asdu, octets, time, station, direction, peer, comment), objects[index], time);
        }

        return signals;
    }

    /// <summary>Tells a sink all of them.</summary>
    public static void See(this ISignalSink sink, in AsduView asdu, DateTime time, string station, SignalDirection direction, IPEndPoint? peer, string comment = "")
    {
        foreach (var signal in Of(asdu, time, station, direction, peer, comment))
        {
            sink.Seen(signal);
        }
    }

    private static Signal Of(in AsduView asdu, byte[] octets, DateTime time, string station, SignalDirection direction, IPEndPoint? peer, string comment) =>
        new(time, station, direction, peer, asdu.Type, asdu.Cot, asdu.Originator, asdu.CommonAddress, asdu.FirstAddress, "", null, "", null, comment, octets);

    private static Signal Filled(Signal signal, InformationObject o, DateTime received)
    {
        var value = o.Value;
        var number = value.Kind == ElementKind.None ? double.NaN : value.Number;
        return signal with
        {
            Object = o.Address,
            Value = TextOf(value),
            Number = double.IsNaN(number) ? null : number,
            Quality = value.Quality.Text().Trim('(', ')'),
            TimeTag = value.TryGetTime(received, out var tag) ? tag : null,
            Comment = Joined(signal.Comment, Remark(o, value)),
        };
    }

    // The value alone: what qualifies it stands in its own place.
    private static string TextOf(in InformationValue value) => value.Kind switch
    {
        ElementKind.Siq or ElementKind.Sco => (value with { Bits = value.Bits & 0x01 }).Text,
        ElementKind.Diq or ElementKind.Sep or ElementKind.Dco or ElementKind.Rco => (value with { Bits = value.Bits & 0x03 }).Text,
        ElementKind.Bcr => ((int)(value.Bits & CounterOctets)).ToString(),
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

    private static string Joined(string one, string other) => one.Length == 0 ? other : other.Length == 0 ? one : $"{one}, {other}";
}
