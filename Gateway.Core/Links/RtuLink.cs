using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Links;

/// <summary>The RTU link on our own protocol stack: all of it inside the group's turn.</summary>
internal sealed class RtuLink(GroupConfig config, AcknowledgeTiming timing, Turn turn, IRtuLinkEvents events) : IRtuLink, IOwnRtuLink, ILinkConnectionOwner
{
    private LinkConnection? _connection;
    private RtuEndpoint? _host;
    private IGroupTap? _tap;
    private bool _full;

    public RtuLinkCapabilities Capabilities => RtuLinkCapabilities.HoldsAcknowledgement | RtuLinkCapabilities.TellsConfirmation;

    public Instant Deadline => _connection?.Deadline ?? Instant.Never;

    public int Outstanding => _connection?.Link.Outstanding ?? 0;

    public void Connect(RtuEndpoint host)
    {
        _host = host;
        _full = false;
        _connection = LinkConnection.Connect(host.ToIPEndPoint(), local: null, config.Link, timing, turn, this);
    }

    public void Start() => _connection?.Link.Start(turn.Clock.Now);

    public void Stop() => _connection?.Link.Stop(turn.Clock.Now);

    public void Close()
    {
        _connection?.Close();
        _connection = null;
    }

    public bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (_connection is null || _connection.Room <= 0)
        {
            _full = true;
            return false;
        }

        _connection.Put(head, objects);
        return true;
    }

    public void Release(uint received) => _connection?.Link.Release(received);

    public void Flush() => _connection?.Flush();

    public void Expire() => _connection?.Expire();

    public void Watch(IGroupTap? tap)
    {
        _tap = tap;
        Show();
    }

    void ILinkConnectionOwner.Connected()
    {
        Show();
        events.Connected(_host!);
    }

    void ILinkSink.Started() => events.Started();

    void ILinkSink.Stopped() => events.Stopped();

    void ILinkSink.Received(in AsduView asdu) => events.Received(asdu);

    void ILinkSink.Confirmed(int count)
    {
        events.Confirmed(count);
        TellWritable();
    }

    void ILinkConnectionOwner.Writable() => TellWritable();

    void ILinkSink.Noted(LinkNote note) => events.Noted(LinkNotes.Words(note));

    void ILinkSink.Faulted(in LinkFault fault) => Lose(fault.ToString());

    void ILinkConnectionOwner.Lost(string why) => Lose(why);

    private void Show() =>
        _connection?.Tap = _tap?.Seen(new TappedConnection(Master: null, config.Name, _connection.Local, _connection.Remote, config.CommonAddress));

    private void TellWritable()
    {
        if (_full)
        {
            _full = false;
            events.Writable();
        }
    }

    private void Lose(string why)
    {
        Close();
        events.Lost(why);
    }
}
