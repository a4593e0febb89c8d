using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Abstractions.Configuration;

/// <summary>One entry of a group's <c>hosts</c>: where its RTU may be found.</summary>
public sealed record RtuEndpoint(IPAddress Address, int Port)
{
    /// <summary>Reads <c>10.1.1.7:2404</c> or <c>[fd00::7]:2404</c>, port 1..65535.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RtuEndpoint? endpoint)
    {
        endpoint = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535)
        {
            return false;
        }

        var host = text[..colon];
        var bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!StrictAddress.TryParse(bracketed ? host[1..^1] : host, out var address)
            || (address.AddressFamily == AddressFamily.InterNetworkV6) != bracketed)
        {
            return false;
        }

        endpoint = new RtuEndpoint(address, port);
        return true;
    }

    public IPEndPoint ToIPEndPoint() => new(Address, Port);

    public override string ToString() => new IPEndPoint(Address, Port).ToString();
}
