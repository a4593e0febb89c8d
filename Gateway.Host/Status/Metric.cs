namespace Gateway.Host.Status;

/// <summary>A metric with all its samples.</summary>
/// <param name="Name">Without the prefix where <paramref name="IsStandard"/> is false.</param>
/// <param name="IsStandard">A name that many programs have: <c>process_cpu_seconds_total</c>.</param>
/// <param name="Read">Its samples.</param>
internal sealed record Metric(string Name, MetricKind Kind, string Help, Func<MetricsMoment, IEnumerable<MetricSample>> Read, bool IsStandard = false)
{
    public const string Prefix = "iec104_gateway_";

    public string FullName => IsStandard ? Name : Prefix + Name;
}

/// <param name="Labels">Names and values.</param>
internal readonly record struct MetricSample(double Value, params (string Name, string Value)[] Labels);
