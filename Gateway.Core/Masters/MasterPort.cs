using System.Net.Sockets;
using Gateway.Core.Groups;
using Gateway.Core.Links;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Masters;

/// <summary>A master's TCP connection, between its link and the group.</summary>
internal sealed class MasterPort : IMasterPort, ILinkConnectionOwner
{
    private readonly Group _group;
    private readonly LinkConnection _connection;
    private MasterSession? _session;

    public MasterPort(Socket socket, LinkConfig config, Turn turn, Group group)
    {
        _group = group;
        _connection = new LinkConnection(socket, config, StationRole.Controlled, AcknowledgeTiming.OnReceipt, turn, this);
    }

    public int Room => _connection.Room;

    public bool IsDrained => _connection.IsDrained;

    public bool HoldsAcknowledgement
    {
        set => _connection.Link.HoldsAcknowledgement = value;
    }

    public Instant Deadline => _connection.Deadline;

    /// <summary>The group has admitted it.</summary>
    public void Begin(MasterSession session)
    {
        _session = session;
        _connection.Begin();
    }

    public void Watch(IGroupTap? tap, MasterSession session) =>
        _connection.Tap = tap?.Seen(
            new TappedConnection(session.Id, session.PortConfig.Name, _connection.Local, session.Peer, session.PortConfig.CommonAddress));

    public int Put(ref ReadOnlySpan<byte> apdus) => _connection.PutAll(ref apdus);

    public void Flush() => _connection.Flush();

    public void Expire() => _connection.Expire();

    public void Close() => _connection.Close();

    void ILinkConnectionOwner.Connected()
    {
        // It was accepted: it is connected already.
    }

    void ILinkSink.Received(in AsduView asdu) => _group.Received(_session!, asdu);

    void ILinkSink.Confirmed(int count) => _group.Confirmed(_session!, count);

    void ILinkSink.Started() => _group.Started(_session!);

    void ILinkSink.Stopped() => _group.Stopped(_session!);

    void ILinkSink.Noted(LinkNote note) => _group.Noted(_session!, LinkNotes.Words(note));

    void ILinkSink.Faulted(in LinkFault fault)
    {
        _connection.Close();
        _group.Left(_session!, fault.ToString());
    }

    void ILinkConnectionOwner.Lost(string why) => _group.Left(_session!, why);

    void ILinkConnectionOwner.Heard() => _group.Heard(_session!);

    void ILinkConnectionOwner.Writable() => _group.Writable(_session!);
}
