using System.Collections.Concurrent;
using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Host.Traffic;

/// <summary>
/// A group's traffic while somebody looks at it: a ring of octets, and whose they are. Written inside the group's turn, without an allocation
/// (but for one per connection); read from any thread.
/// </summary>
internal sealed class TrafficTap(TimeProvider time, TrafficRing ring, Action<TrafficTap>? ended = null) : IGroupTap
{
    // Connections that are closed, but whose octets may still be in the ring.
    private const int MostClosed = 512;

    private readonly ConcurrentDictionary<int, TappedConnection> _connections = new();
    private readonly Queue<int> _closed = new();

    // Which connection a master's seat has now.
    private readonly int[] _ofMaster = new int[MasterId.Seats];
    private int _ofRtu;
    private int _last;

    public TrafficRing Ring => ring;

    /// <summary>Another one for each tap: positions in its ring mean nothing in another.</summary>
    public long Id { get; } = time.GetUtcNow().UtcTicks;

    /// <summary>Whose octets these are; null: it was closed long ago.</summary>
    public TappedConnection? Find(int connection) => _connections.GetValueOrDefault(connection);

    public ILinkTap Seen(TappedConnection connection)
    {
        var number = ++_last;
        _connections[number] = connection;
        if (connection.Master is { } master)
        {
            _ofMaster[master.Value] = number;
        }
        else
        {
            _ofRtu = number;
        }

        return new Connection(this, number);
    }

    public void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
        Span<byte> front = stackalloc byte[1 + AsduHead.Octets];
        front[0] = (byte)why;
        head.Write(front[1..]);
        var connection = master is { } sender ? _ofMaster[sender.Value] : direction == AsduDirection.Monitor ? _ofRtu : 0;
        ring.Write(new TrafficEntry(front.Length + objects.Length, TrafficKind.Dropped, Continues: false, connection, Now, Offset: 0), front, objects);
    }

    public void Ended() => ended?.Invoke(this);

    private long Now => time.GetUtcNow().UtcTicks;

    private void Closed(int number)
    {
        _closed.Enqueue(number);
        if (_closed.Count > MostClosed)
        {
            _ = _connections.TryRemove(_closed.Dequeue(), out _);
        }
    }

    private sealed class Connection(TrafficTap tap, int number) : ILinkTap
    {
        private uint _received;
        private uint _sent;

        public void Received(ReadOnlySpan<byte> octets, bool continues) => Write(TrafficKind.Received, octets, continues, ref _received);

        public void Sent(ReadOnlySpan<byte> octets, bool continues) => Write(TrafficKind.Sent, octets, continues, ref _sent);

        public void Closed() => tap.Closed(number);

        private void Write(TrafficKind kind, ReadOnlySpan<byte> octets, bool continues, ref uint offset)
        {
            var now = tap.Now;
            while (octets.Length > 0)
            {
                var part = octets[..Math.Min(octets.Length, TrafficRing.MostOctets)];
                tap.Ring.Write(new TrafficEntry(part.Length, kind, continues, number, now, offset), part);
                octets = octets[part.Length..];
                offset += (uint)part.Length;
                continues = true;
            }
        }
    }
}
