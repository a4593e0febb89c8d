using Gateway.Core.Observation;

namespace Gateway.Host.Status;

/// <summary>What all metrics of one request are read from.</summary>
/// <param name="Groups">Those that have answered.</param>
/// <param name="Answers">All, also those that are stuck or could not be started.</param>
internal sealed record MetricsMoment(
    ProgramStatus Program,
    ConfigurationStatus Configuration,
    TimeStatus Time,
    IReadOnlyList<PluginState> Plugins,
    IReadOnlyList<GroupSnapshot> Groups,
    IReadOnlyList<(string Group, bool Answers)> Answers,
    int Streams,
    DayTime Day);
