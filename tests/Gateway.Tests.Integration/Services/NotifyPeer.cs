using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Integration.Services;

/// <summary>systemd's end of sd_notify: a real datagram socket, and what has come on it.</summary>
internal sealed class NotifyPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string? _path;

    /// <param name="isAbstract">A name instead of a path.</param>
    public NotifyPeer(bool isAbstract)
    {
        var name = $"gateway-test-{Guid.NewGuid():N}";
        _path = isAbstract ? null : Path.Combine(Path.GetTempPath(), name);
        Address = _path ?? '@' + name;
        _socket.Bind(new UnixDomainSocketEndPoint(_path ?? '\0' + name));
    }

    /// <summary>NOTIFY_SOCKET.</summary>
    public string Address { get; }

    public bool HasNothing => _socket.Available == 0;

    /// <summary>The next datagram with this line in it.</summary>
    public async Task<string[]> NextAsync(string line)
    {
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            var length = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            var lines = Encoding.UTF8.GetString(buffer, 0, length).Split('\n');
            if (lines.Contains(line))
            {
                return lines;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }
}
