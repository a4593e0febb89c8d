using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Host.Traffic;

/// <summary>
/// Where an ASDU that goes out came in: the last ones that came, found by what the gateway leaves as it is: everything but OA and CA. Of each a
/// hash of 64 bits is kept, and one place for each hash: what is not found is not known.
/// </summary>
internal sealed class AsduOrigins
{
    private const int Places = 1024;
    private const ulong Prime = 0x100_0000_01B3; // FNV-1a

    // Another one in each process: no peer can know which ASDUs have the same hash.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    private readonly (ulong Hash, int Connection, CommonAddress CommonAddress, OriginatorAddress Originator)[] _places =
        new (ulong, int, CommonAddress, OriginatorAddress)[Places];

    public void Came(int connection, AsduView asdu)
    {
        var hash = Hash(asdu);
        _places[PlaceOf(hash)] = (hash, connection, asdu.CommonAddress, asdu.Originator);
    }

    public (int Connection, OriginatorAddress Originator, CommonAddress CommonAddress)? Find(AsduView asdu)
    {
        var hash = Hash(asdu);
        var place = _places[PlaceOf(hash)];
        return place.Connection != 0 && place.Hash == hash ? (place.Connection, place.Originator, place.CommonAddress) : null;
    }

    /// <summary>The same but for OA and CA.</summary>
    public static bool AreAlike(AsduView a, AsduView b) =>
        a.Octets[..AsduHead.OriginatorOctet].SequenceEqual(b.Octets[..AsduHead.OriginatorOctet]) && a.Objects.SequenceEqual(b.Objects);

    private static int PlaceOf(ulong hash) => (int)((hash ^ (hash >> 32)) & (Places - 1));

    private static ulong Hash(AsduView asdu) => Hash(Hash(Seed, asdu.Octets[..AsduHead.OriginatorOctet]), asdu.Objects);

    private static ulong Hash(ulong hash, ReadOnlySpan<byte> octets)
    {
        foreach (var octet in octets)
        {
            hash = (hash ^ octet) * Prime;
        }

        return hash;
    }
}
