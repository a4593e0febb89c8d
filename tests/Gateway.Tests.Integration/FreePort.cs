using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Integration;

/// <summary>Ports that the kernel gives, for a configuration that must name them before anybody listens.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
