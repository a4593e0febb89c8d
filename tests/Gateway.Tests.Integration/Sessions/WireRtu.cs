using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>An address for an RTU that does nothing by itself: at first the port is only held, and the gateway refused.</summary>
internal sealed class WireRtu : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public WireRtu(string address)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        Local = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint Local { get; }

    public void Listen(int backlog = 8) => _socket.Listen(backlog);

    /// <summary>The gateway's connection.</summary>
    public async Task<WireEnd> AcceptAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        return new WireEnd(await _socket.AcceptAsync(limit.Token));
    }

    public void Dispose() => _socket.Dispose();
}
