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
        var like = _faults.FindIndex(f => f.Kind == kind && IsSame(f.Peer, peer) && (f.What == what || kind == GroupEventKind.MasterMissed));
        if (like >= 0)
        {
            times += _faults[like].Times;
            _faults.RemoveAt(like);
        }
        else if (_faults.Count == Kept)
        {
            _faults.RemoveAt(Kept - 1);
        }

        _faults.Insert(0, new FaultSnapshot(clock.Now, kind, peer, what, times));
    }

    // Whoever comes back comes from another port.
    private static bool IsSame(string a, string b) => a == b || WithoutPort(a).SequenceEqual(WithoutPort(b));

    private static ReadOnlySpan<char> WithoutPort(string peer) => peer.LastIndexOf(':') is var at and > 0 ? peer.AsSpan(0, at) : peer;

    public void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why) =>
        observer.Dropped(direction, master, head, objects, why);

    public void Commanded(string master, in AsduView asdu) => observer.Commanded(master, asdu);
}
