using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Abstractions.Configuration;

/// <summary>
/// One entry of an <see cref="AddressFilter"/>: an address, or a network in CIDR notation; host bits are allowed and mean the network
/// they lie in (S7). IPv4 and IPv6; an IPv4 address mapped into IPv6 counts as IPv4.
/// </summary>
public readonly record struct AddressNetwork(IPAddress Address, int PrefixLength)
{
    /// <summary>Reads <c>10.1.1.9</c>, <c>10.1.1.9/24</c>, <c>fd00::/8</c>.</summary>
    public static bool TryParse(string text, out AddressNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/');
        var host = slash < 0 ? text : text[..slash];
        if (!StrictAddress.TryParse(host, out var address))
        {
            return false;
        }

        address = Unmapped(address);
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0
            && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return false;
        }

        network = new AddressNetwork(address, length);
        return true;
    }

    public bool Contains(IPAddress address)
    {
        var other = Unmapped(address);
        if (other.AddressFamily != Address.AddressFamily)
        {
            return false;
        }

        Span<byte> a = stackalloc byte[16];
        Span<byte> b = stackalloc byte[16];
        _ = Address.TryWriteBytes(a, out _);
        _ = other.TryWriteBytes(b, out _);
        var whole = PrefixLength / 8;
        var rest = PrefixLength % 8;
        return a[..whole].SequenceEqual(b[..whole])
            && (rest == 0 || ((a[whole] ^ b[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0);
    }

    /// <summary>The IPv4 address that an IPv4-mapped IPv6 address stands for; any other as it is.</summary>
    public static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    public override string ToString() => $"{Address}/{PrefixLength}";
}
