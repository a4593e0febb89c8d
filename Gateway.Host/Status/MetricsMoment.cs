using Gateway.Core.Observation;

namespace Gateway.Host.Status;

/// <summary>What all metrics of one request are read from.</summary>
internal sealed record MetricsMoment(
    ProgramStatus Program,
    ConfigurationStatus Configuration,
    TimeStatus Time,
    IReadOnlyList<PluginState> Plugins,
    IReadOnlyList<GroupSnapshot> Groups,
    int Streams,
    DayTime Day);
