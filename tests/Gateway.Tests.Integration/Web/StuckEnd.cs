using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Integration.Web;

/// <summary>A tap that keeps its group's turn when another takes its place, until it is released.</summary>
internal sealed class StuckEnd : IGroupTap, ILinkTap, IDisposable
{
    private readonly ManualResetEventSlim _released = new();

    public bool IsStuck { get; private set; }

    public void Release() => _released.Set();

    public void Ended()
    {
        IsStuck = true;
        _ = _released.Wait(Patience.Limit);
    }

    public ILinkTap Seen(TappedConnection connection) => this;

    public void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
    }

    public void Received(ReadOnlySpan<byte> octets, bool continues)
    {
    }

    public void Sent(ReadOnlySpan<byte> octets, bool continues)
    {
    }

    public void Closed()
    {
    }

    public void Dispose() => _released.Dispose();
}
