using System.Collections.Concurrent;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Links;

/// <summary>
/// Stands between a foreign library's link and the group: the library calls from any thread, the events are copied and told inside the
/// group's turn, in their order.
/// </summary>
internal sealed class RtuLinkInbox(Turn turn, IRtuLinkEvents events) : TurnInput, IRtuLinkEvents
{
    private readonly ConcurrentQueue<Action> _line = new();

    public void Connected(RtuEndpoint host) => Tell(() => events.Connected(host));

    public void Started() => Tell(events.Started);

    public void Stopped() => Tell(events.Stopped);

    public void Received(in AsduView asdu)
    {
        var copy = asdu.Octets.ToArray();
        Tell(() => events.Received(new AsduView(copy)));
    }

    public void Confirmed(int count) => Tell(() => events.Confirmed(count));

    public void Writable() => Tell(events.Writable);

    public void Noted(string what) => Tell(() => events.Noted(what));

    public void Lost(string why) => Tell(() => events.Lost(why));

    protected override void Run()
    {
        while (_line.TryDequeue(out var tell))
        {
            tell();
        }
    }

    private void Tell(Action tell)
    {
        _line.Enqueue(tell);
        turn.Enter(this);
    }
}
