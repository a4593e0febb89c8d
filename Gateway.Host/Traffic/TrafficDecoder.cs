namespace Gateway.Host.Traffic;

/// <summary>
/// What must be known to read a tap on from a position: the APDUs that are half there, and where the last ASDUs came from. It knows no filter: any
/// look that begins where it stands may use it (<see cref="TrafficDecoders"/>). One caller at a time.
/// </summary>
internal sealed class TrafficDecoder(TrafficTap tap)
{
    // Streams of connections that nobody knows any more are forgotten when there are so many.
    private const int MostStreams = 2048;

    private readonly Dictionary<(int Connection, TrafficKind Kind), ApduStream> _streams = [];

    // Separately, so that an answer does not find its question.
    private readonly AsduOrigins _fromRtu = new();
    private readonly AsduOrigins _fromMasters = new();

    /// <summary>Up to here everything is read.</summary>
    public long Position { get; private set; }

    /// <summary>Copies what has come since.</summary>
    public TrafficCopy Read()
    {
        var copy = tap.Ring.Read(Position);
        Position = copy.End;
        return copy;
    }

    /// <summary>The direction of a connection that an entry belongs to.</summary>
    public ApduStream StreamOf(in TrafficEntry entry)
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

    /// <summary>What has come from the RTU, or else from a master.</summary>
    public AsduOrigins From(bool isRtu) => isRtu ? _fromRtu : _fromMasters;
}
