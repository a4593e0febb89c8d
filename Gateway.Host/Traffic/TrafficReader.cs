using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Host.Traffic;

/// <summary>
/// Reads a tap: puts APDUs together, looks which ones are wanted, and decodes the last of these alone. For one reader who goes on, or for one
/// look; one caller at a time.
/// </summary>
internal sealed class TrafficReader
{
    private readonly TrafficTap _tap;
    private readonly TrafficFilter _filter;
    private readonly int _limit;
    private readonly TrafficDecoder _decoder;
    private readonly List<SeenApdu> _seen = [];
    private readonly Dictionary<int, bool> _admitted = [];
    private readonly ApduTold _tell;
    private long? _reached;
    private int _first;
    private int _count;
    private long _skipped;

    // Of the entry that is being read.
    private TrafficEntry _entry;
    private bool _isRtu;
    private bool _isWanted;

    /// <param name="tap">Whose traffic it is.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="limit">How many APDUs one reading gives at most.</param>
    /// <param name="decoder">Where it goes on; null: at the ring's beginning. Its own until the last reading.</param>
    public TrafficReader(TrafficTap tap, TrafficFilter filter, int limit, TrafficDecoder? decoder = null)
    {
        (_tap, _filter, _limit) = (tap, filter, limit);
        _decoder = decoder ?? new TrafficDecoder(tap);
        _tell = Tell;
    }

    /// <summary>What has come since the last reading; of more APDUs than the limit the last ones.</summary>
    /// <param name="after">Only APDUs that were complete behind this position; what lies before it is read for what it begins.</param>
    public TrafficBatch Read(long? after = null)
    {
        (_first, _count, _skipped) = (0, 0, 0);
        _admitted.Clear();
        using var copy = _decoder.Read();
        var from = after ?? _reached;
        var entries = copy.Entries.Span;
        while (TrafficRing.TryTake(ref entries, out var entry, out var octets))
        {
            Take(entry, octets, isNew: from is null || copy.End - entries.Length > from);
        }

        _reached = copy.End;
        return new TrafficBatch(copy.End, _skipped, Lost: from is null ? 0 : Math.Max(0, copy.Begin - from.Value), Rows());
    }

    private List<TrafficRow> Rows()
    {
        var rows = new List<TrafficRow>(_count);
        for (var i = 0; i < _count; i++)
        {
            rows.Add(TrafficRow.Of(At(i), _tap.Find));
        }

        return rows;
    }

    private SeenApdu At(int index) => _seen[(_first + index) % _limit];

    private void Take(in TrafficEntry entry, ReadOnlySpan<byte> octets, bool isNew)
    {
        var connection = _tap.Find(entry.Connection);
        (_entry, _isRtu, _isWanted) = (entry, connection is { IsRtu: true }, isNew && Admits(entry.Connection, connection));
        if (entry.Kind == TrafficKind.Dropped)
        {
            TakeDropped(octets);
        }
        else
        {
            _decoder.StreamOf(entry).Take(entry, octets, _tell);
        }
    }

    // A peer's address as text is made once, not for each entry.
    private bool Admits(int number, TappedConnection? connection)
    {
        if (string.IsNullOrEmpty(_filter.Peer))
        {
            return true;
        }

        if (!_admitted.TryGetValue(number, out var admits))
        {
            _admitted[number] = admits = _filter.Admits(connection);
        }

        return admits;
    }

    private void Tell(ReadOnlySpan<byte> apdu, string? wrong)
    {
        var isSent = _entry.Kind == TrafficKind.Sent;
        var asdu = AsduOf(apdu, wrong);
        if (!isSent && !asdu.Octets.IsEmpty)
        {
            _decoder.From(_isRtu).Came(_entry.Connection, asdu);
        }

        if (_isWanted && (wrong is null ? _filter.Admits(apdu) : _filter.Type is null && _filter.Ioa is null))
        {
            var seen = Next();
            seen.Set(_entry.UtcTicks, _entry.Connection, isSent, apdu, wrong);
            seen.Origin = isSent && !asdu.Octets.IsEmpty ? _decoder.From(!_isRtu).Find(asdu) : null;
        }
    }

    // It belongs to the last one of its sender's that is the same. One that was shown already is told of behind it.
    private void TakeDropped(ReadOnlySpan<byte> octets)
    {
        var why = (DropReason)octets[0];
        if (!_isWanted || octets.Length < 1 + AsduView.MinOctets)
        {
            return;
        }

        var dropped = new AsduView(octets[1..]);
        for (var i = _count - 1; i >= 0; i--)
        {
            var seen = At(i);
            if (seen is { IsSent: false, IsNote: false, Dropped: DropReason.None } && seen.Connection == _entry.Connection
                && seen.TryGetAsdu(out var asdu) && AsduOrigins.AreAlike(asdu, dropped))
            {
                seen.Dropped = why;
                return;
            }
        }

        if (_filter.Admits(dropped))
        {
            var note = Next();
            note.Set(_entry.UtcTicks, _entry.Connection, isSent: false, octets[1..], isNote: true);
            note.Dropped = why;
        }
    }

    private static AsduView AsduOf(ReadOnlySpan<byte> apdu, string? wrong) =>
        wrong is null && (apdu[2] & 1) == 0 && apdu.Length >= Apci.Octets + AsduView.MinOctets ? new AsduView(apdu[Apci.Octets..]) : default;

    private SeenApdu Next()
    {
        if (_count == _limit)
        {
            _skipped++;
            _first = (_first + 1) % _limit;
            _count--;
        }

        var place = (_first + _count++) % _limit;
        if (place == _seen.Count)
        {
            _seen.Add(new SeenApdu());
        }

        return _seen[place];
    }
}
