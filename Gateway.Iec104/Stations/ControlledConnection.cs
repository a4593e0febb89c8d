using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Iec104.Stations;

/// <summary>One master at a controlled station: what goes to it and what it has not acknowledged.</summary>
internal sealed class ControlledConnection : ILinkConnectionOwner
{
    private readonly ControlledStation _station;
    private readonly LinkConnection _connection;
    private readonly LinkedList<(byte[] Asdu, StationEvent? Event)> _waiting = new();
    private readonly Queue<StationEvent?> _sent = new();
    private int _eventsWaiting;

    public ControlledConnection(ControlledStation station, Socket socket, IPEndPoint local, LinkConfig config, Turn turn)
    {
        _station = station;
        Local = local;
        _connection = new LinkConnection(socket, config, StationRole.Controlled, AcknowledgeTiming.OnReceipt, turn, this);
        Remote = LinkConnection.RemoteOf(socket);
    }

    /// <summary>The port that it came to.</summary>
    public IPEndPoint Local { get; }

    public IPEndPoint Remote { get; }

    public bool HoldsAcknowledgement
    {
        get => _connection.Link.HoldsAcknowledgement;
        set => _connection.Link.HoldsAcknowledgement = value;
    }

    public bool SendsSingleOctets
    {
        get => _connection.SendsSingleOctets;
        set => _connection.SendsSingleOctets = value;
    }

    public bool IsStarted { get; private set; }

    public Instant Deadline => _connection.Deadline;

    public void Begin() => _connection.Begin();

    /// <summary>What waits for it.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>What it has not acknowledged.</summary>
    public int Outstanding => _sent.Count;

    public void Send(byte[] asdu) => _waiting.AddLast((asdu, null));

    public void Send(StationEvent e)
    {
        e.Holders++;
        _eventsWaiting++;
        _ = _waiting.AddLast((e.Asdu, e));
    }

    /// <summary>A master that does not read must not hold everything in memory: of more events than so many the oldest goes.</summary>
    /// <returns>False: it has no more.</returns>
    public bool TryGiveUp(int most)
    {
        if (_eventsWaiting <= most)
        {
            return false;
        }

        var oldest = _waiting.First;
        while (oldest!.Value.Event is null)
        {
            oldest = oldest.Next;
        }

        oldest.Value.Event.Holders--;
        _eventsWaiting--;
        _waiting.Remove(oldest);
        return true;
    }

    public void Flush()
    {
        while (_waiting.Count > 0 && !_station.IsHeld && _connection.Room > 0)
        {
            var (octets, e) = Take();
            var asdu = new AsduView(octets);
            _connection.Put(asdu.Head, asdu.Objects);
            _sent.Enqueue(e);
        }

        _connection.Flush();
    }

    public void Expire() => _connection.Expire();

    /// <summary>Closes it; its unacknowledged events are the station's again.</summary>
    public void Close()
    {
        _connection.Close();
        GiveBack();
    }

    void ILinkConnectionOwner.Connected()
    {
        // It was accepted.
    }

    void ILinkConnectionOwner.Writable()
    {
        // The turn's end sends.
    }

    void ILinkConnectionOwner.Lost(string why) => _station.Left(this, why);

    void ILinkSink.Faulted(in LinkFault fault) => _station.Left(this, fault.ToString());

    void ILinkSink.Noted(LinkNote note)
    {
        // Nothing changes by it.
    }

    void ILinkSink.Received(in AsduView asdu) => _station.Received(this, asdu);

    void ILinkSink.Confirmed(int count)
    {
        for (; count > 0 && _sent.Count > 0; count--)
        {
            if (_sent.Dequeue() is { } e)
            {
                e.Holders--;
                e.IsAcknowledged = true;
            }
        }
    }

    void ILinkSink.Started()
    {
        IsStarted = true;
        _station.Started(this);
    }

    void ILinkSink.Stopped()
    {
        IsStarted = false;
        while (_waiting.Count > 0)
        {
            Return(Take().Event, wasSent: false);
        }

        _station.Stopped(this);
    }

    private (byte[] Asdu, StationEvent? Event) Take()
    {
        var first = _waiting.First!.Value;
        _waiting.RemoveFirst();
        _eventsWaiting -= first.Event is null ? 0 : 1;
        return first;
    }

    private void GiveBack()
    {
        IsStarted = false;
        while (_sent.Count > 0)
        {
            Return(_sent.Dequeue(), wasSent: true);
        }

        while (_waiting.Count > 0)
        {
            Return(Take().Event, wasSent: false);
        }
    }

    private void Return(StationEvent? e, bool wasSent)
    {
        if (e is not null && --e.Holders == 0 && !e.IsAcknowledged)
        {
            _station.Keep(e, wasSent);
        }
    }
}
