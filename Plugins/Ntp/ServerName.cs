using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Plugins.Ntp;

/// <summary>A server as a configuration names it: <c>HOST</c>, <c>HOST:PORT</c>, an IPv6 address, <c>[IPv6]:PORT</c>.</summary>
internal readonly record struct ServerName(string Host, int Port)
{
    public const int StandardPort = 123;

    public static ServerName? Parse(string text)
    {
        text = text.Trim();
        if (IPEndPoint.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || IsDotted(text)))
        {
            return new ServerName($"{address.Address}", address.Port == 0 ? StandardPort : address.Port);
        }

        var parts = text.Split(':');
        var port = parts.Length == 1 ? StandardPort : PortOf(parts[1]);
        return parts.Length <= 2 && port is > 0 and <= IPEndPoint.MaxPort && Uri.CheckHostName(parts[0]) == UriHostNameType.Dns ? new ServerName(parts[0], port) : null;
    }

    /// <summary>The addresses, in the resolver's order.</summary>
    /// <exception cref="SocketException">It has none.</exception>
    public async Task<IPEndPoint[]> ResolveAsync(CancellationToken stop)
    {
        var port = Port;
        IPAddress[] addresses = IPAddress.TryParse(Host, out var address) ? [address] : await Dns.GetHostAddressesAsync(Host, stop);
        return [.. addresses.Select(a => new IPEndPoint(a, port))];
    }

    // Four numbers: '1' and '1.2' are addresses to some programs, and no names.
    private static bool IsDotted(string text) => text.Count(c => c == '.') == 3;

    private static int PortOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;
}
