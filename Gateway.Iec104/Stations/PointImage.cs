using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Stations;

/// <summary>The present values of a controlled station's points, each as an information object of a type without time tag.</summary>
internal sealed class PointImage
{
    private readonly SortedDictionary<(ushort Ca, TypeIdentification Type, uint Address), byte[]> _points = [];

    public bool HasStation(CommonAddress address) => _points.Keys.Any(p => p.Ca == address.Value);

    public IEnumerable<CommonAddress> Stations => _points.Keys.Select(p => new CommonAddress(p.Ca)).Distinct();

    /// <summary>Takes over the objects of an ASDU of a known type.</summary>
    public void Set(in AsduView asdu)
    {
        foreach (var o in asdu.InformationObjects)
        {
            _points[(asdu.CommonAddress.Value, asdu.Type, o.Address.Value)] = o.Octets.ToArray();
        }
    }

    /// <summary>The point as an ASDU, or null.</summary>
    public byte[]? Read(CommonAddress address, InformationObjectAddress point, OriginatorAddress originator)
    {
        foreach (var (key, octets) in _points)
        {
            if (key.Ca == address.Value && key.Address == point.Value)
            {
                var writer = new AsduWriter(new byte[AsduView.MaxOctets], Head(key.Type, Cause.Request, originator, address));
                writer.AddOctets(point, octets);
                return writer.Asdu.Octets.ToArray();
            }
        }

        return null;
    }

    /// <summary>All points of a station, as many to an ASDU as fit.</summary>
    /// <param name="counters">Integrated totals alone, or everything else.</param>
    public List<byte[]> Interrogate(CommonAddress address, Cause cause, OriginatorAddress originator, bool counters)
    {
        var asdus = new List<byte[]>();
        var chosen = _points.Where(p => p.Key.Ca == address.Value && (p.Key.Type == TypeIdentification.M_IT_NA_1) == counters);
        foreach (var type in chosen.GroupBy(p => p.Key.Type))
        {
            var writer = new AsduWriter(new byte[AsduView.MaxOctets], Head(type.Key, cause, originator, address));
            foreach (var (key, octets) in type)
            {
                if (writer.Room == 0)
                {
                    asdus.Add(writer.Asdu.Octets.ToArray());
                    writer = new AsduWriter(new byte[AsduView.MaxOctets], Head(type.Key, cause, originator, address));
                }

                writer.AddOctets(new InformationObjectAddress(key.Address), octets);
            }

            asdus.Add(writer.Asdu.Octets.ToArray());
        }

        return asdus;
    }

    private static AsduHead Head(TypeIdentification type, Cause cause, OriginatorAddress originator, CommonAddress address) =>
        new(type, default, cause, originator, address);
}
