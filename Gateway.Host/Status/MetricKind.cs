namespace Gateway.Host.Status;

/// <summary>What a metric's value means (Prometheus text format, TYPE).</summary>
internal enum MetricKind
{
    /// <summary>Only rises; its name ends in <c>_total</c>.</summary>
    Counter,

    /// <summary>Rises and falls.</summary>
    Gauge,
}
