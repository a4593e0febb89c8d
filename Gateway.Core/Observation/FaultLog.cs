using System.Collections.Immutable;
using Gateway.Abstractions;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Observation;

/// <summary>Keeps the last faults of a group for its status, and tells the observer everything.</summary>
internal sealed class FaultLog(IGroupObserver observer, TurnClock clock) : IGroupObserver
{
    private const int Kept = 16;

    // Newest first.
    private readonly List<FaultSnapshot> _faults = [];

    public ImmutableArray<FaultSnapshot> Faults => [.. _faults];

    public void Happened(GroupEventKind kind, string peer, string what)
    {
        observer.Happened(kind, peer, what);
        if (!GroupEventKinds.IsFault(kind))
        {
            return;
        }

        var times = 1;
        if (_faults is [var last, ..] && last.Kind == kind && last.Peer == peer && last.What == what)
        {
            times += last.Times;
            _faults.RemoveAt(0);
        }
        else if (_faults.Count == Kept)
        {
            _faults.RemoveAt(Kept - 1);
        }

        _faults.Insert(0, new FaultSnapshot(clock.Now, kind, peer, what, times));
    }

    public void Passed(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason dropped) =>
        observer.Passed(direction, master, head, objects, dropped);

    public void Commanded(string master, in AsduView asdu) => observer.Commanded(master, asdu);
}
