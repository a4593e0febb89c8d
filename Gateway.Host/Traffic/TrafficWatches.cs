using Gateway.Core.Hosting;

namespace Gateway.Host.Traffic;

/// <summary>Which groups are looked at: a group's tap is set with the first look and taken away some time after the last one.</summary>
internal sealed class TrafficWatches(Func<IReadOnlyList<GroupHost>> groups, TimeProvider time)
{
    /// <summary>So long after the last look, or some seconds less, nothing is copied any more, and the ring is given back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);

    /// <summary>So many groups may be looked at at once: each has a ring of 1 MiB.</summary>
    public const int Most = 64;

    // Looks that follow each other so closely ask the group once.
    private static readonly TimeSpan Renewed = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<GroupHost, (TrafficTap Tap, long AskedAt)> _taps = [];

    /// <summary>Groups whose octets are copied now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _taps.Count;
            }
        }
    }

    /// <summary>Whether there is such a group.</summary>
    public bool Knows(string id) => groups().Any(g => g.Config.Id == id);

    /// <summary>The traffic of a group; from the first look on. Null: there is no such group, or too many others are looked at.</summary>
    /// <param name="id">As the configuration has it.</param>
    public TrafficTap? Look(string id)
    {
        var all = groups();
        var group = all.FirstOrDefault(g => g.Config.Id == id);
        TrafficTap tap;
        lock (_lock)
        {
            if (group is null || !_taps.TryGetValue(group, out var watch))
            {
                // After a reload others stand in their place.
                foreach (var gone in _taps.Keys.Except(all).ToList())
                {
                    _ = _taps.Remove(gone);
                }

                if (group is null || _taps.Count >= Most)
                {
                    return null;
                }

                watch = (new TrafficTap(time, new TrafficRing(), over => Forget(group, over)), AskedAt: 0);
            }
            else if (time.GetElapsedTime(watch.AskedAt) < Renewed)
            {
                return watch.Tap;
            }

            tap = watch.Tap;
            _taps[group] = (tap, time.GetTimestamp());
        }

        // It may run a turn of the group's.
        group.Watch(tap, Kept);
        return tap;
    }

    // Told inside the group's turn. One that is looked at again in this moment is watched on, and a new one takes its place with the next look.
    private void Forget(GroupHost group, TrafficTap over)
    {
        lock (_lock)
        {
            if (_taps.TryGetValue(group, out var watch) && watch.Tap == over)
            {
                _ = _taps.Remove(group);
            }
        }
    }
}
