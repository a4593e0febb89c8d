using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Iec104.Stations;

// Its masters: who comes, what they ask and are told, who goes. All of it happens inside the turn.
public sealed partial class ControlledStation
{
    void ILinkListenerOwner.Accepted(LinkListener listener, Socket socket)
    {
        var port = _ports.Of(listener);
        var remote = LinkConnection.RemoteOf(socket);
        if ((port.Admits ?? _options.Admits) is { } admits && !admits(remote.Address))
        {
            socket.Dispose();
            Tell(listener.Local, remote, MasterChange.Refused);
            return;
        }

        ControlledConnection master;
        try
        {
            master = new ControlledConnection(this, socket, listener.Local, port.Link ?? _options.Link, Turn);
        }
        catch (SocketException)
        {
            // Gone before it was looked at.
            socket.Dispose();
            return;
        }

        _masters.Add(master);
        Tell(master.Local, master.Remote, MasterChange.Connected);
        master.Begin();
    }

    internal void Started(ControlledConnection master)
    {
        foreach (var e in _events.TakeAll())
        {
            master.Send(e);
        }

        Tell(master.Local, master.Remote, MasterChange.Started);
    }

    internal void Stopped(ControlledConnection master) => Tell(master.Local, master.Remote, MasterChange.Stopped);

    internal void Received(ControlledConnection master, in AsduView asdu)
    {
        // One whose length does not fit cannot be read, and so not answered.
        if ((_options.OnRequest is null || !_options.OnRequest(master.Remote, asdu)) && TypeTable.Fits(asdu))
        {
            _answers.Answer(asdu, master.Send);
        }

        // It asks, and does not read the answers.
        if (master.Waiting > MostWaiting + _options.BufferedEvents)
        {
            Post(() => Left(master, $"closed: {master.Waiting} APDUs wait for it"));
        }
    }

    internal void Left(ControlledConnection master, string why)
    {
        if (!_masters.Remove(master))
        {
            return;
        }

        master.Close();
        Tell(master.Local, master.Remote, MasterChange.Left, why);
    }

    internal void Keep(StationEvent e, bool wasSent)
    {
        _returned += wasSent ? 1 : 0;
        Report(e);
    }

    private void DropAll(string why)
    {
        foreach (var master in _masters.Now())
        {
            Left(master, why);
        }
    }

    private void Tell(IPEndPoint local, IPEndPoint master, MasterChange change, string why = "") =>
        _options.OnMaster?.Invoke(local, master, change, why);

    private void Report(StationEvent e)
    {
        foreach (var master in _masters)
        {
            if (master.IsStarted)
            {
                master.Send(e);
                _events.Overflow += master.TryGiveUp(_options.BufferedEvents) ? 1 : 0;
            }
        }

        if (e.Holders == 0)
        {
            _events.Keep(e);
        }
    }
}
