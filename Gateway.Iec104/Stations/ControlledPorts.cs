using System.Net;
using Gateway.Iec104.Sockets;

namespace Gateway.Iec104.Stations;

/// <summary>A controlled station's ports and their listeners: they are opened and closed together.</summary>
internal sealed class ControlledPorts(IEnumerable<ControlledPort> ports, Turn turn, ILinkListenerOwner owner)
{
    private readonly Opening[] _ports = [.. ports.Select(p => new Opening(p, new LinkListener(p.Local, turn, owner)))];

    /// <summary>Where it listens; with port 0 asked for, the port that the system gave.</summary>
    public IReadOnlyList<IPEndPoint> Locals => [.. _ports.Select(p => p.Listener.Local)];

    public ControlledPort Of(LinkListener listener) => Array.Find(_ports, p => p.Listener == listener)!.Port;

    /// <exception cref="IOException">A port cannot be had; the message says why.</exception>
    public void Open()
    {
        foreach (var (port, listener) in _ports)
        {
            if (listener.Open() is { } error)
            {
                throw new IOException($"cannot listen on {port.Local}: {error}");
            }
        }
    }

    /// <summary>Who connects now is refused.</summary>
    public void Close() => Array.ForEach(_ports, p => p.Listener.Close());

    /// <summary>Gives the ports up for good.</summary>
    public void End() => Array.ForEach(_ports, p =>
    {
        p.Listener.Close();
        p.Listener.Dispose();
    });

    private sealed record Opening(ControlledPort Port, LinkListener Listener);
}
