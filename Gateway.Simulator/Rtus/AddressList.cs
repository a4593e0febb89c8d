using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Gateway.Simulator.Rtus;

/// <summary>Which masters may connect: addresses and networks; host bits are allowed and mean the network they lie in.</summary>
public sealed record AddressList(ImmutableArray<IPNetwork> Networks, bool AdmitsEverybody = false)
{
    public static readonly AddressList Everybody = new([], AdmitsEverybody: true);

    public bool Admits(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return AdmitsEverybody || Networks.Any(n => n.Contains(plain));
    }

    /// <summary>Reads <c>10.1.1.9</c>, <c>10.1.1.9/24</c>, <c>fd00::/8</c>; leading zeros and shortened addresses are none.</summary>
    public static bool TryParse(string entry, out IPNetwork network)
    {
        network = default;
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? entry : entry[..slash];
        if (!IPAddress.TryParse(host, out var address) || host.Contains('[', StringComparison.Ordinal))
        {
            return false;
        }

        var octets = address.GetAddressBytes();
        if (octets.Length == 4 && host != address.ToString())
        {
            return false;
        }

        var length = octets.Length * 8;
        if (slash >= 0 && (!int.TryParse(entry.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > octets.Length * 8))
        {
            return false;
        }

        for (var bit = length; bit < octets.Length * 8; bit++)
        {
            octets[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        network = new IPNetwork(new IPAddress(octets), length);
        return true;
    }
}
