using System.Net;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Web;

/// <summary>What <c>--web</c> says: <c>ADDRESS:PORT</c>, a port alone, or <c>off</c>.</summary>
internal sealed record WebListen(IPEndPoint? At)
{
    public bool IsOff => At is null;

    /// <param name="why">What would be right.</param>
    public static WebListen? TryParse(string text, out string? why)
    {
        why = null;
        if (text == "off")
        {
            return new WebListen(At: null);
        }

        if (ushort.TryParse(text, out var port) && port > 0)
        {
            return new WebListen(new IPEndPoint(IPAddress.Loopback, port));
        }

        if (RtuEndpoint.TryParse(text, out var at))
        {
            return new WebListen(at.ToIPEndPoint());
        }

        why = $"--web '{text}' is no ADDRESS:PORT; write it as 127.0.0.1:8104, [::1]:8104, 8104 or off";
        return null;
    }
}
