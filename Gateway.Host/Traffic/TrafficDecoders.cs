namespace Gateway.Host.Traffic;

/// <summary>
/// Decoders of a tap between one look of a page and the next: a look that goes on where another has ended reads what is new, and no more. Which page
/// it is does not matter. One that finds none reads the whole ring, and sees the same. From any thread.
/// </summary>
internal sealed class TrafficDecoders(TrafficTap tap)
{
    /// <summary>So many are kept, the last ones used; each has some 50 KiB.</summary>
    public const int Most = 16;

    private readonly Lock _lock = new();

    // The longest unused one first.
    private readonly List<TrafficDecoder> _kept = new(Most);

    /// <summary>One that stands at this position, or a new one; nobody else has it until it is given back.</summary>
    public TrafficDecoder Take(long position)
    {
        lock (_lock)
        {
            var index = _kept.FindLastIndex(d => d.Position == position);
            if (index >= 0)
            {
                var found = _kept[index];
                _kept.RemoveAt(index);
                return found;
            }
        }

        return new TrafficDecoder(tap);
    }

    /// <summary>For the next look.</summary>
    public void GiveBack(TrafficDecoder decoder)
    {
        lock (_lock)
        {
            if (_kept.Count == Most)
            {
                _kept.RemoveAt(0);
            }

            _kept.Add(decoder);
        }
    }
}
