using Gateway.Iec104;

namespace Gateway.Tests.Unit.Links;

/// <summary>One direction of an imaginary wire: what goes in comes out in order, cut anywhere, and later.</summary>
internal sealed class Wire(Random random, TimeSpan longestDelay)
{
    private readonly Queue<(Instant At, byte[] Octets)> _portions = new();
    private Instant _last;

    /// <summary>What goes in, and what has come out.</summary>
    public WireTap In { get; } = new();

    public WireTap Out { get; } = new();

    /// <summary>Cut: what is on it and what goes in is lost.</summary>
    public bool IsDead { get; set; }

    /// <summary>When something comes out.</summary>
    public Instant Next => !IsDead && _portions.TryPeek(out var portion) ? portion.At : Instant.Never;

    /// <summary>A third of the time nothing, else anything up to the longest.</summary>
    public TimeSpan Delay() => random.Next(3) == 0 ? TimeSpan.Zero : longestDelay * random.NextDouble();

    public void Put(ReadOnlySpan<byte> octets, Instant now)
    {
        In.Pass(octets);
        while (octets.Length > 0)
        {
            var portion = octets[..random.Next(1, 1 + (random.Next(2) == 0 ? octets.Length : Math.Min(octets.Length, 8)))];
            var at = now + Delay();
            _last = at > _last ? at : _last;
            _portions.Enqueue((_last, portion.ToArray()));
            octets = octets[portion.Length..];
        }
    }

    /// <summary>All that has arrived by now, as one read.</summary>
    public byte[] Take(Instant now)
    {
        var read = new List<byte>();
        while (Next <= now)
        {
            read.AddRange(_portions.Dequeue().Octets);
        }

        var octets = read.ToArray();
        Out.Pass(octets);
        return octets;
    }
}
