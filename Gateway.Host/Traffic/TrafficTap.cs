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
internal sealed class TrafficTap : IGroupTap
{
    // Connections that are closed, but whose octets may still be in the ring.
    private const int MostClosed = 512;

    private readonly TimeProvider _time;
    private readonly Action<TrafficTap>? _ended;
    private readonly TrafficDecoders _decoders;
    private readonly ConcurrentDictionary<int, TappedConnection> _connections = new();
    private readonly Queue<int> _closed = new();

    // Which connection a master's seat has now.
    private readonly int[] _ofMaster = new int[MasterId.Seats];
    private int _ofRtu;
    private int _last;

    /// <param name="time">What stamps the octets.</param>
    /// <param name="ring">Its own.</param>
    /// <param name="ended">Told inside the group's turn when nobody has looked for so long.</param>
    public TrafficTap(TimeProvider time, TrafficRing ring, Action<TrafficTap>? ended = null)
    {
        (_time, Ring, _ended) = (time, ring, ended);
        _decoders = new TrafficDecoders(this);
        Id = time.GetUtcNow().UtcTicks;
    }

    public TrafficRing Ring { get; }

    /// <summary>Another one for each tap: positions in its ring mean nothing in another.</summary>
    public long Id { get; }

    /// <summary>One look of somebody who comes again: it costs what is new since the look before (<see cref="TrafficDecoders"/>).</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="limit">How many APDUs at most.</param>
    /// <param name="after">Where the look before has ended; null: it is the first one.</param>
    public TrafficBatch Look(TrafficFilter filter, int limit, long? after)
    {
        var decoder = _decoders.Take(after ?? 0);
        var batch = new TrafficReader(this, filter, limit, decoder).Read(after);
        _decoders.GiveBack(decoder);
        return batch;
    }

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
        Ring.Write(new TrafficEntry(front.Length + objects.Length, TrafficKind.Dropped, Continues: false, connection, Now, Offset: 0), front, objects);
    }

    public void Ended() => _ended?.Invoke(this);

    private long Now => _time.GetUtcNow().UtcTicks;

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
