using System.Net;
using System.Net.Sockets;

namespace Gateway.Host.Demo;

/// <summary>Ports that nobody uses: the demo must not fail because 2404 is taken.</summary>
internal static class DemoPorts
{
    /// <summary>So many different ones of the loopback address, free a moment ago.</summary>
    public static int[] Free(int count)
    {
        Socket[] taken = [.. Enumerable.Range(0, count).Select(_ => Take(IPAddress.Loopback))];
        int[] ports = [.. taken.Select(PortOf)];
        Array.ForEach(taken, s => s.Dispose());
        return ports;
    }

    /// <summary>A port that is nobody else's either while this lives: who connects to it is refused.</summary>
    public static Socket Take(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"{address}: {e.Message}", e);
        }
    }

    public static int PortOf(Socket taken) => ((IPEndPoint)taken.LocalEndPoint!).Port;
}
