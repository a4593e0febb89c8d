using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Traffic;

/// <summary>Looks at all octets of a group, keeps the last ones of each read and write, and allocates nothing.</summary>
internal sealed class CopyingTap : IGroupTap, ILinkTap
{
    private readonly byte[] _last = new byte[64 * 1024];
    private long _octets;

    public long Octets => Interlocked.Read(ref _octets);

    public ILinkTap Seen(TappedConnection connection) => this;

    public void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
    }

    public void Ended()
    {
    }

    public void Received(ReadOnlySpan<byte> octets, bool continues) => Copy(octets);

    public void Sent(ReadOnlySpan<byte> octets, bool continues) => Copy(octets);

    public void Closed()
    {
    }

    private void Copy(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_last);
        _ = Interlocked.Add(ref _octets, octets.Length);
    }
}
