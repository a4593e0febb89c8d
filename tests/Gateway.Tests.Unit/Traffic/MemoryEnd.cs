using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Traffic;

/// <summary>One end of a connection over octets in memory, with a real link.</summary>
internal abstract class MemoryEnd : ILinkSink, IOctetSink
{
    private readonly byte[] _wire = new byte[1024 * 1024];
    private int _filled;

    protected MemoryEnd(LinkConfig links, StationRole role, AcknowledgeTiming timing, Instant now) =>
        Channel = new LinkChannel(new Link(links, role, timing, now), this, this);

    public LinkChannel Channel { get; }

    /// <summary>What this end has sent reaches the other one; false: there was nothing.</summary>
    public bool Deliver(MemoryEnd other, Instant now)
    {
        if (_filled == 0)
        {
            return false;
        }

        var count = _filled;
        _filled = 0;
        other.Channel.Receive(_wire.AsSpan(0, count), now);
        return true;
    }

    public bool HasRest => false;

    public void Send(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_wire.AsSpan(_filled));
        _filled += octets.Length;
    }

    public virtual void Received(in AsduView asdu)
    {
    }

    public virtual void Confirmed(int count)
    {
    }

    public virtual void Started()
    {
    }

    public virtual void Stopped()
    {
    }

    public void Noted(LinkNote note) => throw new InvalidOperationException(note.ToString());

    public void Faulted(in LinkFault fault) => throw new InvalidOperationException(fault.ToString());
}
