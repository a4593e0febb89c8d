using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Abstractions.Configuration;

/// <summary>
/// Reads an address as people write it. <see cref="IPAddress.TryParse(string, out IPAddress)"/> alone takes <c>10.1.1.010</c> for 10.1.1.8 (octal), 10.1 for
/// 10.0.0.1, and skips the port behind <c>[fd00::7]:2404</c>.
/// </summary>
internal static class StrictAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily == AddressFamily.InterNetwork ? text == address.ToString() : !text.Contains('['));
}
