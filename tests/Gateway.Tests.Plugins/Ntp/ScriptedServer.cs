using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Plugins.Ntp;

/// <summary>A time server on loopback that does what its script says: question and its number (1 = first) in, datagrams out.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly UdpClient _socket;

    // Not the one that was asked.
    private readonly UdpClient _elsewhere;

    private readonly Task _serving;

    public ScriptedServer(Func<byte[], int, IEnumerable<(byte[] Octets, bool Elsewhere)>> script, IPAddress? address = null)
    {
        var at = address ?? IPAddress.Loopback;
        _socket = new UdpClient(new IPEndPoint(at, 0));
        _elsewhere = new UdpClient(new IPEndPoint(at, 0));
        _serving = ServeAsync(script);
    }

    public IPEndPoint Address => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public ConcurrentQueue<byte[]> Questions { get; } = [];

    /// <summary>One reply to each question.</summary>
    public static ScriptedServer Of(Func<byte[], int, Reply> script, IPAddress? address = null) =>
        new((question, n) => [(script(question, n).ToOctets(), false)], address);

    public void Dispose()
    {
        _socket.Dispose();
        _elsewhere.Dispose();
        if (_serving.IsFaulted)
        {
            throw _serving.Exception;
        }
    }

    private async Task ServeAsync(Func<byte[], int, IEnumerable<(byte[] Octets, bool Elsewhere)>> script)
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync();
                Questions.Enqueue(question.Buffer);
                foreach (var (octets, elsewhere) in script(question.Buffer, Questions.Count))
                {
                    _ = await (elsewhere ? _elsewhere : _socket).SendAsync(octets, question.RemoteEndPoint);
                }
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }
}
