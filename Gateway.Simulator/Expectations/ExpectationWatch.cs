using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Expectations;

/// <summary>Follows what one station receives, and tells whether it is as expected.</summary>
/// <param name="station">Its name.</param>
/// <param name="conditions">In this order.</param>
/// <param name="count">How often all of it.</param>
public sealed class ExpectationWatch(string station, IReadOnlyList<Condition> conditions, Tally count)
{
    private int _step;
    private int _times;
    private int _near;
    private Signal? _lastNear;
    private Signal? _last;

    public string Station => station;

    /// <summary>As often as needed, so far.</summary>
    public bool IsMet => _times >= count.Least;

    /// <summary>More often than allowed: it can only get worse.</summary>
    public bool IsBroken => count.Most is { } most && _times > most;

    public void See(Signal signal)
    {
        if (signal.Station != station || signal.Direction != SignalDirection.Received)
        {
            return;
        }

        if (conditions[_step].Fits(signal))
        {
            _last = signal;
            _step = (_step + 1) % conditions.Count;
            _times += _step == 0 ? 1 : 0;
        }
        else if (conditions[_step].IsNear(signal))
        {
            _near++;
            _lastNear = signal;
        }
    }

    /// <summary>What there was, in words.</summary>
    public string Told()
    {
        var often = _times > 1 || count.NeedsAllTime ? $" {Wording.Text.Count(_times, "time")}" : "";
        if (IsMet)
        {
            return $"{station}:{often}{(_last is null ? "" : $" {(often.Length > 0 ? "last " : "")}{SignalText.Of(_last)}")}";
        }

        var missing = conditions.Count > 1 ? $", number {_step + 1} did not come" : "";
        return _lastNear is null
            ? $"{station}:{often} {(_times == 0 && _step == 0 ? "nothing of it" : "no more of it")}{missing}"
            : $"{station}:{often} {(_near > 1 ? $"{_near} others, last " : "instead ")}{SignalText.Of(_lastNear)}{missing}";
    }
}
