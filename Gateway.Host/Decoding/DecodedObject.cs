using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Host.Decoding;

/// <summary>An information object in words, for audit and live view: what it says, and what stands beside it, apart from each other.</summary>
/// <param name="Ioa">Its address.</param>
/// <param name="Value"><c>ON</c>, <c>49.98</c>, <c>all counters freeze</c>, a file's step; empty: an address alone.</param>
/// <param name="Quality"><c>NT IV</c>; empty: good, or the type has none.</param>
/// <param name="Select">S/E of a command; null: the type has none.</param>
/// <param name="Qualifier">QU or QL of a command, as its number; 0: no additional definition.</param>
/// <param name="Time">Its time tag; null: none.</param>
internal sealed record DecodedObject(uint Ioa, string Value, string Quality, bool? Select, int Qualifier, string? Time)
{
    private const byte SelectBit = 0x80;

    public static DecodedObject Of(InformationObject source)
    {
        var parts = new List<string>();
        bool? select = null;
        var qualifier = 0;
        string? time = null;
        var octets = source.Octets;
        var elements = source.Type.Elements;
        for (var i = 0; i < elements.Length; i++)
        {
            var kind = elements[i];
            var size = kind == ElementKind.Segment ? octets.Length : ElementTable.Octets(kind);
            var element = octets[..size];
            octets = octets[size..];
            switch (kind)
            {
                case ElementKind.Sco or ElementKind.Dco or ElementKind.Rco:
                    // The state alone: S/E and QU are told apart.
                    parts.Add(ElementTable.Text(kind, [(byte)(element[0] & 0x03)]));
                    select = (element[0] & SelectBit) != 0;
                    qualifier = (element[0] >> 2) & 0x1F;
                    break;
                case ElementKind.Qos:
                    select = (element[0] & SelectBit) != 0;
                    qualifier = element[0] & 0x7F;
                    break;
                case ElementKind.Qds or ElementKind.Qdp:
                    break;
                case ElementKind.Cp24Time2a or ElementKind.Cp56Time2a when source.Type.TimeTag != TimeTag.None && i == elements.Length - 1:
                    time = ElementTable.Text(kind, element);
                    break;
                default:
                    parts.Add(ElementTable.Text(kind, element));
                    break;
            }
        }

        var quality = source.Quality.Text();
        var value = string.Join(' ', parts.Where(p => p.Length > 0));

        // SIQ, DIQ, SEP and BCR name it themselves.
        if (quality.Length > 0 && value.EndsWith(quality, StringComparison.Ordinal))
        {
            value = value[..^quality.Length].TrimEnd();
        }

        return new DecodedObject(source.Address.Value, value, quality.Trim('(', ')'), select, qualifier, time);
    }
}
