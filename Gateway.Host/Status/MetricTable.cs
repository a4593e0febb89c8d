using Gateway.Core.Groups;
using Gateway.Core.Observation;
using Gateway.Iec104;

namespace Gateway.Host.Status;

/// <summary>Every metric that there is, in the order of writing; docs/metrics.md has the same.</summary>
internal static class MetricTable
{
    public static readonly IReadOnlyList<Metric> All =
    [
        One("build_info", "1; the label tells the version.", m => [new MetricSample(1, ("version", m.Program.Version), ("instance_name", m.Program.Instance))]),
        One("configuration_loaded_timestamp_seconds", "When the configuration that runs was read.", m => [Seconds(m.Configuration.Loaded)]),
        One("configuration_last_load_success", "1: the last attempt to load the file was taken over; 0: it has errors and was not.", m => [Truth(m.Configuration.LastLoad.IsTakenOver)]),
        One("configuration_findings", "What the last load reports.", m =>
            [new MetricSample(m.Configuration.LastLoad.Errors, ("severity", "error")), new MetricSample(m.Configuration.LastLoad.Warnings, ("severity", "warning"))]),
        One("plugin_loaded", "1: the plugin is loaded; 0: it failed.", m => m.Plugins.Select(p => Truth(p.Error is null, ("plugin", p.Name)))),
        Many("log_lines_dropped_total", "Log lines lost because the disk was too slow.", m => [new MetricSample(m.Program.LogLinesDropped)]),
        Many("log_lines_lost_total", "Log lines lost because a file could not be written.", m => [new MetricSample(m.Program.LogLinesLost)]),
        Many("audit_lines_lost_total", "Lines that are missing in the audit: the disk was too slow, or the file could not be written.", m => [new MetricSample(m.Program.AuditLinesLost)]),
        One("log_files_failing", "Log files, the audit's too, that cannot be written now.", m => [new MetricSample(m.Program.LogFilesFailing)]),
        One("live_streams", "Live streams of the status that are open.", m => [new MetricSample(m.Streams)]),
        One("clock_offset_seconds", "The time server's clock less this machine's, as measured last.", m => m.Time.OffsetSeconds is { } offset ? [new MetricSample(offset)] : []),
        One("clock_updated_timestamp_seconds", "When a time server answered last.", m => m.Time.Updated is { } updated ? [Seconds(updated)] : []),
        One("group_runs", "1: the group runs; 0: it is stuck, or could not be started, and has no other metric.", m => m.Answers.Select(a => Truth(a.Answers, ("group", a.Group)))),
        One("group_info", "1; the labels tell a group's name.", m => m.Groups.Select(g => new MetricSample(1, ("group", g.Config.Id), ("name", g.Config.Name)))),

        One("rtu_connected", "1: the RTU's TCP connection stands.", Each(g => IsConnected(g.Rtu.State))),
        One("rtu_started", "1: the RTU sends (STARTDT con has come).", Each(g => g.Rtu.State == RtuState.Started ? 1 : 0)),
        One("rtu_state_since_timestamp_seconds", "Since when the RTU's link is in its state; looking for it is one.", m => m.Groups.Select(g => Seconds(m.Day.At(g.Rtu.Since), Of(g)))),
        One("rtu_failed_attempts", "Connects that have failed since the RTU was connected last.", Each(g => g.Rtu.FailedAttempts)),
        Many("rtu_received_asdus_total", "ASDUs received from the RTU.", Each(g => g.Counters.FromRtu)),
        Many("rtu_sent_asdus_total", "ASDUs sent to the RTU.", Each(g => g.Counters.ToRtu)),
        One("rtu_unacknowledged_apdus", "I APDUs of the RTU that it has not been told of.", Each(g => g.Rtu.Unacknowledged)),
        One("rtu_oldest_unacknowledged_seconds", "The age of the oldest of them; 0: there is none.", Each(g => AgeOf(g, g.Rtu.OldestUnacknowledged))),
        Many("rtu_reopened_total", "RTU links opened anew because nobody acknowledged (D4).", Each(g => g.Counters.Reopened)),
        Many("rtu_standstills_total", "Times that the RTU stood still until a master acknowledged (D7).", Each(g => g.Counters.Standstills)),

        One("port_available", "1: the port for masters could be taken; 0: another program has it.", m => m.Groups.SelectMany(g =>
            g.Ports.Select(p => Truth(p.Error is null, Of(g), ("port", $"{p.Port}"))))),
        One("masters_connected", "Masters that are connected.", Each(g => g.Masters.Length)),
        One("masters_started", "Masters that are started.", Each(g => g.Masters.Count(m => m.IsStarted))),
        Many("masters_received_asdus_total", "ASDUs received from masters.", Each(g => g.Counters.FromMasters)),
        Many("masters_sent_asdus_total", "Copies sent to masters.", Each(g => g.Counters.ToMasters)),
        Many("masters_refused_total", "Connections of masters that were refused.", Each(g => g.Counters.Refused)),
        One("queue_longest_apdus", "APDUs in the longest queue of a master.", Each(g => g.Masters.Select(m => m.Queued).DefaultIfEmpty().Max())),
        One("queue_limit_apdus", "At how many a master is closed (buffsize).", Each(g => g.Config.BufferSize)),
        One("queue_oldest_event_seconds", "The age of the oldest event that waits for a master; 0: none waits.", Each(g => g.Masters.Select(m => AgeOf(g, m.OldestQueued)).DefaultIfEmpty().Max())),
        Many("missed_events_total", "Copies of events that masters had not acknowledged when they were closed (D1).", Each(g => g.Counters.Missed)),

        One("requests_open", "Requests that are with the RTU.", Each(g => g.OpenRequests)),
        One("requests_waiting", "Requests that are not sent yet.", Each(g => g.WaitingRequests)),
        One("selected_points", "Points that are selected.", Each(g => g.SelectedPoints)),
        Many("dropped_asdus_total", "ASDUs that went nowhere, by reason.", m => m.Groups.SelectMany(g =>
            g.Counters.Dropped.Select(d => new MetricSample(d.Count, Of(g), ("reason", Words.Of(d.Why)))))),
        Many("originator_mismatches_total", "Replies whose originator address named another master than their key (R4).", Each(g => g.Counters.OriginatorMismatches)),
        Many("policy_failures_total", "Times that a routing policy threw (R12).", Each(g => g.Counters.PolicyFailures)),
        One("policies_removed", "Routing policies that failed too often and were taken out.", Each(g => g.Config.Policies.Except(g.Policies, StringComparer.Ordinal).Count())),
        Many("oddities_total", "What peers did that is odd and changes nothing (L2).", Each(g => g.Counters.Noted)),

        new("process_cpu_seconds_total", MetricKind.Counter, "CPU time of the process.", m => [new MetricSample(m.Program.CpuSeconds)], IsStandard: true),
        new("process_resident_memory_bytes", MetricKind.Gauge, "Memory of the process that is in RAM.", m => [new MetricSample(m.Program.ResidentOctets)], IsStandard: true),
        new("process_start_time_seconds", MetricKind.Gauge, "When the program started.", m => [Seconds(m.Program.Started)], IsStandard: true),
    ];

    private static Metric One(string name, string help, Func<MetricsMoment, IEnumerable<MetricSample>> read) => new(name, MetricKind.Gauge, help, read);

    private static Metric Many(string name, string help, Func<MetricsMoment, IEnumerable<MetricSample>> read) => new(name, MetricKind.Counter, help, read);

    private static Func<MetricsMoment, IEnumerable<MetricSample>> Each(Func<GroupSnapshot, double> value) =>
        m => m.Groups.Select(g => new MetricSample(value(g), Of(g)));

    private static (string Name, string Value) Of(GroupSnapshot group) => ("group", group.Config.Id);

    private static MetricSample Truth(bool value, params (string Name, string Value)[] labels) => new(value ? 1 : 0, labels);

    private static MetricSample Seconds(DateTimeOffset at, params (string Name, string Value)[] labels) => new(at.ToUnixTimeMilliseconds() / 1000.0, labels);

    private static double IsConnected(RtuState state) => state is RtuState.Connected or RtuState.Starting or RtuState.Started or RtuState.Stopping ? 1 : 0;

    private static double AgeOf(GroupSnapshot group, Instant? since) => since is { } at ? Math.Round((group.TakenAt - at).TotalSeconds, 3) : 0;
}
