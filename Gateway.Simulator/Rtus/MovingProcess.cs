using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>
/// Which signal moves next, and to what: the same for the same signals and seed. Of the measured values every other one climbs and falls within the
/// process' reach of its value in the file, the others wander there; points switch, double ones by way of INTERMEDIATE; counters count.
/// </summary>
internal sealed class MovingProcess
{
    private const int StepsAcross = 20;

    private readonly RtuProcess _process;
    private readonly Random _random;
    private readonly Moving[] _points;
    private Moving? _operating;
    private long _moved;

    /// <param name="now">What a point has now; null: as in the file.</param>
    public MovingProcess(RtuSignals signals, RtuProcess process, Func<PointKey, double?>? now = null)
    {
        _process = process;
        _random = new Random(process.Seed);
        _points = [.. signals.Rows
            .Where(r => process.Index == 0 || r.Index == process.Index)
            .Where(r => r.Value.Octets.IsEmpty && StaticType.Of(r.Type) is not null and not TypeIdentification.M_PS_NA_1)
            .DistinctBy(r => PointKey.Of(r.Type, r.Object))
            .Select((row, at) => new Moving(row, now?.Invoke(PointKey.Of(row.Type, row.Object)!.Value), climbs: at % 2 == 0))];
    }

    /// <summary>How many events are due after so long that have not been made yet. What is asked is taken as made.</summary>
    public int TakeDue(TimeSpan elapsed)
    {
        if (_points.Length == 0)
        {
            return 0;
        }

        var due = (long)(_process.EventsPerSecond * elapsed.TotalSeconds) - _moved;
        _moved += due;
        return (int)due;
    }

    /// <summary>The next event.</summary>
    public (SignalRow Row, SignalValue Value) Next()
    {
        if (Finish() is { } arrived)
        {
            return arrived;
        }

        var point = _points[_random.Next(_points.Length)];
        switch (StaticType.Of(point.Row.Type))
        {
            case TypeIdentification.M_SP_NA_1:
                point.Value = 1 - point.Value;
                break;
            case TypeIdentification.M_DP_NA_1:
                point.Target = point.Value == 2 ? 1 : 2;
                point.Value = 0;
                _operating = point;
                break;
            case TypeIdentification.M_IT_NA_1 or TypeIdentification.M_BO_NA_1:
                point.Value = (point.Value + 1) % int.MaxValue;
                break;
            default:
                Move(point);
                break;
        }

        return (point.Row, point.Value);
    }

    /// <summary>The event of a breaker that is on its way, and arrives; null: there is none.</summary>
    public (SignalRow Row, SignalValue Value)? Finish()
    {
        if (_operating is not { } breaker)
        {
            return null;
        }

        _operating = null;
        breaker.Value = breaker.Target;
        return (breaker.Row, breaker.Value);
    }

    private void Move(Moving point)
    {
        var isWhole = StaticType.Of(point.Row.Type) is TypeIdentification.M_ME_NB_1 or TypeIdentification.M_ST_NA_1;
        var reach = Math.Max(Math.Abs(point.Row.Value.Number) * _process.Reach, isWhole ? 2 : 0.01);
        var step = isWhole ? Math.Max(1, Math.Round(reach / StepsAcross)) : reach / StepsAcross;
        var way = point.Climbs ? point.Way : (_random.Next(2) * 2) - 1;
        var next = point.Value + (way * step);
        if (ObjectWriter.WhyNot(point.Row.Type, next) is not null)
        {
            way = -way;
        }
        else if (Math.Abs(next - point.Row.Value.Number) > reach)
        {
            way = point.Value >= point.Row.Value.Number ? -1 : 1;
        }


        point.Way = way;
        point.Value = Math.Round(point.Value + (way * step), 6);
    }

    private sealed class Moving(SignalRow row, double? now, bool climbs)
    {
        public SignalRow Row => row;

        public bool Climbs => climbs;

        public double Value { get; set; } = now ?? row.Value.Number;

        public double Target { get; set; }

        public int Way { get; set; } = 1;
    }
}
