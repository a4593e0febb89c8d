using System.Net;
using System.Net.Sockets;

namespace Gateway.Host.Demo;

/// <summary>A port that nobody uses: the demo must not fail because 2404 is taken.</summary>
internal static class DemoPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
