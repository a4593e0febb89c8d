using System.Net.Sockets;
using Gateway.Core.Groups;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Hosting;

/// <summary>The ports on which a group's masters come in (S3).</summary>
public sealed partial class GroupHost : IListeningPorts, ILinkListenerOwner
{
    private static readonly TimeSpan PortRetry = TimeSpan.FromSeconds(10);

    private readonly LinkListener[] _listeners;

    // Why a port cannot be had, beside its listener.
    private readonly string?[] _portErrors;
    private Instant _retryAt = Instant.Never;
    private bool _wantsListening;

    /// <summary>Takes the ports; nobody is accepted, and no RTU is connected, before <see cref="Begin"/>.</summary>
    /// <param name="deadlines">Watch the group's own from now on, until <see cref="Remove"/>.</param>
    /// <returns>Whether one could be taken; one in use is tried again.</returns>
    public bool TakePorts(Deadlines deadlines)
    {
        var taken = false;
        foreach (var listener in _listeners)
        {
            var error = listener.Take();
            taken |= error is null;
            Note(listener, error);
        }

        deadlines.Add(_turn);
        return taken;
    }

    void IListeningPorts.Open()
    {
        _wantsListening = true;
        TryPorts();
    }

    void IListeningPorts.Close()
    {
        _wantsListening = false;
        foreach (var listener in _listeners)
        {
            listener.Close();
        }
    }

    void ILinkListenerOwner.Accepted(LinkListener listener, Socket socket)
    {
        MasterPort port;
        try
        {
            port = new MasterPort(socket, Config.Link, _turn, _group);
        }
        catch (SocketException)
        {
            // Gone before it was looked at.
            socket.Dispose();
            return;
        }

        var session = _group.Admit(LinkConnection.RemoteOf(socket), Config.Ports[Array.IndexOf(_listeners, listener)], port);
        if (session is null)
        {
            port.Close();
        }
        else
        {
            port.Begin(session);
        }
    }

    // S3: they listen while the RTU is there; what is in use is tried again.
    private void TryPorts()
    {
        foreach (var listener in _listeners)
        {
            if (listener.IsListening)
            {
                continue;
            }

            var error = _wantsListening ? listener.Open() : listener.Take();
            Note(listener, error);
            if (error is not null)
            {
                _retryAt = Instant.Min(_retryAt, _turn.Clock.Now + PortRetry);
            }
            else if (_wantsListening)
            {
                _observer.Happened(GroupEventKind.Listening, "", $"waiting for connections of masters on port {listener.Local.Port}.");
            }
        }
    }

    private void Note(LinkListener listener, string? error)
    {
        _portErrors[Array.IndexOf(_listeners, listener)] = error;
        if (error is not null)
        {
            TellPort(listener, error);
        }
    }

    private void TellPort(LinkListener listener, string error) =>
        _observer.Happened(
            GroupEventKind.PortInUse, "", $"group {Config.Id} ({Config.Name}) cannot listen on port {listener.Local.Port}: {error}; it is tried again every 10 s");
}
