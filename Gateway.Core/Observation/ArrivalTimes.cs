using Gateway.Iec104;

namespace Gateway.Core.Observation;

/// <summary>
/// When the RTU's APDUs came, by their slots: one mark a turn at most, and not more than twenty a second; the older ones are thinned. So nothing is
/// kept per APDU, and an age is told to a twentieth of a second, of old ones more coarsely; never too young.
/// </summary>
internal sealed class ArrivalTimes
{
    private const int Most = 64;
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);

    // Up to which slot, and when the first since the mark before came. Made when the first one comes.
    private (uint Next, Instant At)[]? _marks;
    private int _count;
    private uint _next;

    /// <summary>The turn's end: all slots below <paramref name="next"/> have come by now.</summary>
    public void Mark(uint next, Instant now)
    {
        if (next == _next)
        {
            return;
        }

        _next = next;
        _marks ??= new (uint, Instant)[Most];
        if (_count > 0 && now < _marks[_count - 1].At + Spacing)
        {
            _marks[_count - 1].Next = next;
            return;
        }

        if (_count == Most)
        {
            Thin();
        }

        _marks[_count++] = (next, now);
    }

    /// <summary>When it came, or a little earlier.</summary>
    public Instant Of(uint slot, Instant now)
    {
        for (var i = 0; i < _count; i++)
        {
            if ((int)(_marks![i].Next - slot) > 0)
            {
                return _marks[i].At;
            }
        }

        return now;
    }

    // Every second one of the older half is taken into the one behind it, with the earlier time.
    private void Thin()
    {
        var kept = 0;
        for (var i = 0; i < Most / 2; i += 2)
        {
            _marks![kept++] = (_marks[i + 1].Next, _marks[i].At);
        }

        Array.Copy(_marks!, Most / 2, _marks!, kept, Most / 2);
        _count = kept + (Most / 2);
    }
}
