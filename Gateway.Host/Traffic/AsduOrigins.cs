using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Host.Traffic;

/// <summary>
/// Where an ASDU that goes out came in: the last ones that came, found by what the gateway leaves as it is: everything but OA and CA. One place
/// for each hash: what is not found is not known.
/// </summary>
internal sealed class AsduOrigins
{
    private const int Places = 1024;
    private const int PlaceOctets = 256;

    private readonly byte[] _octets = new byte[Places * PlaceOctets];
    private readonly (int Length, int Connection)[] _places = new (int, int)[Places];

    public void Came(int connection, AsduView asdu)
    {
        var place = PlaceOf(asdu);
        asdu.Octets.CopyTo(_octets.AsSpan(place * PlaceOctets));
        _places[place] = (asdu.Octets.Length, connection);
    }

    public (int Connection, OriginatorAddress Originator, CommonAddress CommonAddress)? Find(AsduView asdu)
    {
        var place = PlaceOf(asdu);
        var (length, connection) = _places[place];
        if (length != asdu.Octets.Length)
        {
            return null;
        }

        var came = new AsduView(_octets.AsSpan(place * PlaceOctets, length));
        return AreAlike(came, asdu) ? (connection, came.Originator, came.CommonAddress) : null;
    }

    /// <summary>The same but for OA and CA.</summary>
    public static bool AreAlike(AsduView a, AsduView b) =>
        a.Octets[..AsduHead.OriginatorOctet].SequenceEqual(b.Octets[..AsduHead.OriginatorOctet]) && a.Objects.SequenceEqual(b.Objects);

    private static int PlaceOf(AsduView asdu)
    {
        var hash = default(HashCode);
        hash.AddBytes(asdu.Octets[..AsduHead.OriginatorOctet]);
        hash.AddBytes(asdu.Objects);
        return hash.ToHashCode() & (Places - 1);
    }
}
