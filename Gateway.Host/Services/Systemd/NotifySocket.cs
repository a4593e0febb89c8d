using System.Net.Sockets;
using System.Text;

namespace Gateway.Host.Services.Systemd;

/// <summary>The datagram socket on which systemd hears how its service is (sd_notify): a path, or with <c>@</c> an abstract name.</summary>
internal sealed class NotifySocket(string address)
{
    private readonly UnixDomainSocketEndPoint _systemd = new(address[0] == '@' ? '\0' + address[1..] : address);

    /// <summary>Lines of <c>NAME=value</c>, as one datagram. Never throws: that nobody listens any more must not stop a gateway.</summary>
    public void Send(params string[] lines)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            _ = socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', lines)), _systemd);
        }
        catch (SocketException)
        {
            // Nobody listens.
        }
    }
}
