using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Simulator.Wording;

/// <summary>TCP endpoints as people write them.</summary>
public static class EndPoints
{
    /// <summary><c>127.0.0.1:2404</c>, <c>[::1]:2404</c>, <c>localhost:2404</c>; a name is looked up.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? endPoint, out string why)
    {
        endPoint = null;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(text[(colon + 1)..], out var port) || port == 0)
        {
            why = $"\"{text}\" is no HOST:PORT, as 127.0.0.1:2404";
            return false;
        }

        if (IPAddress.TryParse(text[..colon].Trim('[', ']'), out var address))
        {
            endPoint = new IPEndPoint(address, port);
            why = "";
            return true;
        }

        try
        {
            endPoint = new IPEndPoint(Dns.GetHostAddresses(text[..colon])[0], port);
            why = "";
            return true;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            why = $"the host \"{text[..colon]}\" is not known: {e.Message}";
            return false;
        }
    }
}
