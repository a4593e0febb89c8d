using System.Buffers;
using Gateway.Abstractions;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Host.Traffic;

/// <summary>
/// Reads a tap: puts APDUs together, looks which ones are wanted, and decodes the last of these alone. For one reader who goes on, or for one
/// look; one caller at a time.
/// </summary>
internal sealed class TrafficReader(TrafficTap tap, TrafficFilter filter, int limit)
{
    // Streams of connections that nobody knows any more are forgotten when there are so many.
    private const int MostStreams = 2048;

    private readonly Dictionary<(int Connection, TrafficKind Kind), ApduStream> _streams = [];

    // Separately, so that an answer does not find its question.
    private readonly AsduOrigins _fromRtu = new();
    private readonly AsduOrigins _fromMasters = new();
    private readonly SeenApdu?[] _seen = new SeenApdu?[limit];
    private int _first;
    private int _count;
    private long _position;
    private long _skipped;

    /// <summary>What has come since the last reading; of more APDUs than the limit the last ones.</summary>
    /// <param name="after">Only APDUs that were complete behind this cursor; what lies before it is read for what it begins.</param>
    public TrafficBatch Read(long after = 0)
    {
        (_first, _count, _skipped) = (0, 0, 0);
        var buffer = ArrayPool<byte>.Shared.Rent(tap.Ring.Octets);
        try
        {
            var entries = tap.Ring.Read(_position, buffer, out var begin);
            var lost = begin - Math.Max(_position, Math.Min(after, begin));
            var end = begin + entries.Length;
            while (TrafficRing.TryTake(ref entries, out var entry, out var octets))
            {
                Take(entry, octets, isWanted: end - entries.Length > after);
            }

            _position = end;
            return new TrafficBatch(end, _skipped, lost, Rows());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private List<TrafficRow> Rows()
    {
        var rows = new List<TrafficRow>(_count);
        for (var i = 0; i < _count; i++)
        {
            rows.Add(TrafficRow.Of(At(i), tap.Find));
        }

        return rows;
    }

    private SeenApdu At(int index) => _seen[(_first + index) % limit]!;

    private void Take(TrafficEntry entry, ReadOnlySpan<byte> octets, bool isWanted)
    {
        var connection = tap.Find(entry.Connection);
        if (entry.Kind == TrafficKind.Dropped)
        {
            TakeDropped(entry, octets, isWanted && filter.Admits(connection));
            return;
        }

        var isSent = entry.Kind == TrafficKind.Sent;
        isWanted &= filter.Admits(connection);
        StreamOf(entry).Take(entry, octets, (apdu, wrong) =>
        {
            var asdu = AsduOf(apdu, wrong);
            if (!isSent && !asdu.Octets.IsEmpty)
            {
                (connection is { IsRtu: true } ? _fromRtu : _fromMasters).Came(entry.Connection, asdu);
            }

            if (isWanted && (wrong is null ? filter.Admits(apdu) : filter.Type is null && filter.Ioa is null))
            {
                var seen = Next();
                seen.Set(entry.UtcTicks, entry.Connection, isSent, apdu, wrong);
                seen.Origin = isSent && !asdu.Octets.IsEmpty ? (connection is { IsRtu: true } ? _fromMasters : _fromRtu).Find(asdu) : null;
            }
        });
    }

    // It belongs to the last one of its sender's that is the same. One that was shown already is told of behind it.
    private void TakeDropped(TrafficEntry entry, ReadOnlySpan<byte> octets, bool isWanted)
    {
        var why = (DropReason)octets[0];
        if (!isWanted || octets.Length < 1 + AsduView.MinOctets)
        {
            return;
        }

        var dropped = new AsduView(octets[1..]);
        for (var i = _count - 1; i >= 0; i--)
        {
            var seen = At(i);
            if (seen is { IsSent: false, IsNote: false, Dropped: DropReason.None } && seen.Connection == entry.Connection
                && seen.TryGetAsdu(out var asdu) && AsduOrigins.AreAlike(asdu, dropped))
            {
                seen.Dropped = why;
                return;
            }
        }

        if (filter.Admits(dropped))
        {
            var note = Next();
            note.Set(entry.UtcTicks, entry.Connection, isSent: false, octets[1..], isNote: true);
            note.Dropped = why;
        }
    }

    private static AsduView AsduOf(ReadOnlySpan<byte> apdu, string? wrong) =>
        wrong is null && (apdu[2] & 1) == 0 && apdu.Length >= Apci.Octets + AsduView.MinOctets ? new AsduView(apdu[Apci.Octets..]) : default;

    private SeenApdu Next()
    {
        if (_count == limit)
        {
            _skipped++;
            _first = (_first + 1) % limit;
            _count--;
        }

        return _seen[(_first + _count++) % limit] ??= new SeenApdu();
    }

    private ApduStream StreamOf(in TrafficEntry entry)
    {
        var key = (entry.Connection, entry.Kind);
        if (!_streams.TryGetValue(key, out var stream))
        {
            if (_streams.Count >= MostStreams)
            {
                foreach (var gone in _streams.Keys.Where(k => tap.Find(k.Connection) is null).ToList())
                {
                    _ = _streams.Remove(gone);
                }
            }

            stream = _streams[key] = new ApduStream();
        }

        return stream;
    }
}
