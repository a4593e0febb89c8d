namespace Gateway.Iec104.Stations;

/// <summary>Events that no master has acknowledged and none has on the way: kept, bounded, in their order.</summary>
internal sealed class EventBuffer(int capacity)
{
    private readonly SortedDictionary<long, StationEvent> _events = [];
    private long _number;

    public int Count => _events.Count;

    /// <summary>Events that were given up for newer ones; each master that misses one counts.</summary>
    public long Overflow { get; set; }

    public StationEvent New(byte[] asdu) => new(++_number, asdu);

    public void Keep(StationEvent e)
    {
        _events[e.Number] = e;
        if (_events.Count > capacity)
        {
            _ = _events.Remove(_events.First().Key);
            Overflow++;
        }
    }

    /// <summary>Takes all of them, oldest first.</summary>
    public StationEvent[] TakeAll()
    {
        StationEvent[] all = [.. _events.Values];
        _events.Clear();
        return all;
    }
}
