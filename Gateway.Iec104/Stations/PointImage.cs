using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Stations;

/// <summary>The present values of a controlled station's points, each as an information object of a type without time tag.</summary>
internal sealed class PointImage
{
    // CA, type and IOA in one number: a station's points stand together, and those of a type.
    private readonly SortedDictionary<long, byte[]> _points = [];

    public bool HasStation(CommonAddress address) => _points.Keys.Any(p => StationOf(p) == address);

    public IEnumerable<CommonAddress> Stations => _points.Keys.Select(StationOf).Distinct();

    /// <summary>Takes over the objects of an ASDU of a known type.</summary>
    public void Set(in AsduView asdu)
    {
        foreach (var o in asdu.InformationObjects)
        {
            _points[((long)asdu.CommonAddress.Value << 32) | ((long)asdu.Type << 24) | o.Address.Value] = o.Octets.ToArray();
        }
    }

    /// <summary>The point as an ASDU, or null.</summary>
    public byte[]? Read(CommonAddress address, InformationObjectAddress point, OriginatorAddress originator)
    {
        foreach (var (key, octets) in _points)
        {
            if (StationOf(key) == address && AddressOf(key) == point)
            {
                var writer = NewAsdu(TypeOf(key), Cause.Request, originator, address);
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
        var writer = default(AsduWriter);
        TypeIdentification? written = null;
        foreach (var (key, octets) in _points)
        {
            var type = TypeOf(key);
            if (StationOf(key) != address || (type == TypeIdentification.M_IT_NA_1) != counters)
            {
                continue;
            }

            if (type != written || writer.Room == 0)
            {
                if (written is not null)
                {
                    asdus.Add(writer.Asdu.Octets.ToArray());
                }

                writer = NewAsdu(type, cause, originator, address);
                written = type;
            }

            writer.AddOctets(AddressOf(key), octets);
        }

        if (written is not null)
        {
            asdus.Add(writer.Asdu.Octets.ToArray());
        }

        return asdus;
    }

    private static CommonAddress StationOf(long key) => new((ushort)(key >> 32));

    private static TypeIdentification TypeOf(long key) => (TypeIdentification)(byte)(key >> 24);

    private static InformationObjectAddress AddressOf(long key) => new((uint)key & 0xFF_FFFF);

    private static AsduWriter NewAsdu(TypeIdentification type, Cause cause, OriginatorAddress originator, CommonAddress address) =>
        new(new byte[AsduView.MaxOctets], new AsduHead(type, default, cause, originator, address));
}
