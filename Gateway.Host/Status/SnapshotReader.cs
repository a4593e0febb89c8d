using Gateway.Abstractions.Configuration;
using Gateway.Core.Groups;
using Gateway.Core.Observation;
using Gateway.Iec104;

namespace Gateway.Host.Status;

/// <summary>Makes what people see of a group's snapshot: points of monotonic time become times of day, addresses text.</summary>
/// <param name="missing">Why there is none of this group.</param>
internal sealed class SnapshotReader(GroupSnapshot group, DayTime day, bool hasUnsavedEdit, MissingGroup? missing = null)
{
    public GroupStatus Summary() => new(
        group.Config.Id,
        group.Config.Name,
        missing?.State ?? StateOf(group.Rtu.State),
        Words.Of(group.Rtu.State),
        group.Rtu.Host?.ToString(),
        At(group.Rtu.Since),
        [.. group.Ports.Select(p => p.Port)],
        group.Masters.Length,
        group.Masters.Count(m => m.IsStarted && !m.IsDraining),
        group.Masters.Select(m => m.Queued).DefaultIfEmpty().Max(),
        group.Masters.Max(m => Age(m.OldestQueued)),
        group.Rtu.Unacknowledged,
        group.OpenRequests,
        group.WaitingRequests,
        group.SelectedPoints,
        CountersOf(group.Counters),
        [.. Problems()],
        group.Faults is [var last, ..] ? FaultOf(last) : null,
        hasUnsavedEdit);

    public GroupDetails Details() => new(
        Summary(),
        new RtuStatus(
            Words.Of(group.Rtu.State),
            At(group.Rtu.Since),
            group.Rtu.Host?.ToString(),
            [.. group.Config.Hosts.Select(h => h.ToString())],
            group.Config.CommonAddress.Value,
            group.Rtu.Unacknowledged,
            Age(group.Rtu.OldestUnacknowledged),
            group.Rtu.Outstanding,
            group.Rtu.FailedAttempts),
        SettingsOf(group.Config),
        [.. group.Ports.Select(PortOf)],
        [.. group.Masters.Select(MasterOf)],
        [.. group.Open.Select(r => RequestOf(r, "open")), .. group.Waiting.Select(r => RequestOf(r, "waiting"))],
        [.. group.Selected.Select(s => new SelectStatus(s.CommonAddress.Value, s.Address.Value, s.Owner, Seconds(s.Until - group.TakenAt)))],
        group.Counters.Dropped.ToDictionary(d => Words.Of(d.Why), d => d.Count),
        new OddityStatus(
            group.Counters.Noted, group.Counters.Reopened, group.Counters.Standstills, group.Counters.OriginatorMismatches, group.Counters.PolicyFailures),
        [.. group.Faults.Select(FaultOf)]);

    public static CounterStatus CountersOf(CounterSnapshot c) =>
        new(c.FromRtu, c.ToRtu, c.FromMasters, c.ToMasters, c.Dropped.Sum(d => d.Count), c.Missed, c.Refused);

    private static string StateOf(RtuState state) => state switch
    {
        RtuState.Starting or RtuState.Started => "up",
        RtuState.Connected or RtuState.Stopping => "waiting",
        RtuState.Closed => "stopped",
        _ => "down",
    };

    private IEnumerable<string> Problems()
    {
        if (missing is not null)
        {
            yield return missing.Why;
            yield break;
        }

        if (StateOf(group.Rtu.State) == "down")
        {
            yield return group.Rtu.FailedAttempts > 0 ? $"the RTU is not connected; {group.Rtu.FailedAttempts} attempts have failed" : "the RTU is not connected";
        }

        foreach (var port in group.Ports.Where(p => p.Error is not null))
        {
            yield return $"port {port.Port}: {port.Error}";
        }

        foreach (var policy in RemovedPolicies())
        {
            yield return $"policy '{policy}' failed too often and was taken out; restart the group to try it again";
        }

        foreach (var master in group.Masters.Where(m => 2 * m.Queued > group.Config.BufferSize))
        {
            yield return $"{master.Name} is behind by {master.Queued} APDUs; at {group.Config.BufferSize} it is closed";
        }

        if (group.Acknowledge != group.Config.Acknowledge)
        {
            yield return $"the library '{group.Config.RtuLibrary}' cannot hold acknowledgements back: after a crash events may be lost";
        }
    }

    private IEnumerable<string> RemovedPolicies() => group.Config.Policies.Except(group.Policies, StringComparer.Ordinal);

    private SettingStatus SettingsOf(GroupConfig config) => new(
        Words.Of(group.Acknowledge),
        Words.Of(config.Originator),
        config.RtuLibrary,
        group.Policies,
        [.. RemovedPolicies()],
        config.Link.K,
        config.Link.W,
        config.Link.T0.TotalSeconds,
        config.Link.T1.TotalSeconds,
        config.Link.T2.TotalSeconds,
        config.Link.T3.TotalSeconds,
        config.Link.IdleTimeout == Timeout.InfiniteTimeSpan ? null : config.Link.IdleTimeout.TotalSeconds,
        config.BufferSize,
        config.LogEvents);

    private PortStatus PortOf(PortSnapshot port) => new(
        port.Config.Name,
        port.Config.Listen.Address.ToString(),
        port.Port,
        port.Config.CommonAddress.Value,
        port.Error is not null ? "failed" : port.IsListening ? "listening" : "closed",
        port.Error,
        group.Masters.Count(m => m.Port == port.Config),
        port.Config.MaxConnections,
        Words.Of(port.Config.SameAddress),
        port.Config.Filter.AdmitsEverybody ? null : [.. port.Config.Filter.Networks.Select(n => n.ToString())]);

    private MasterStatus MasterOf(MasterSnapshot m) => new(
        m.Number,
        m.Name,
        m.Peer.ToString(),
        group.Ports.FirstOrDefault(p => p.Config == m.Port)?.Port ?? m.Port.Listen.Port,
        At(m.Since),
        m.IsDraining ? "draining" : m.IsStarted ? "started" : m.StateSince == m.Since ? "connected" : "stopped",
        At(m.StateSince),
        m.Queued,
        group.Config.BufferSize,
        Age(m.OldestQueued),
        m.Unacknowledged,
        m.Sent,
        m.Received,
        m.Missed,
        m.OpenRequests,
        m.WaitingRequests,
        m.Originator?.Value);

    private RequestStatus RequestOf(RequestSnapshot r, string state) => new(
        state,
        r.Type.ToString(),
        r.Cause.ToString(),
        r.Key.CommonAddress.Value,
        r.Key.Detail == 0 ? null : r.Key.Detail,
        r.IsSelect,
        r.Askers,
        Seconds(group.TakenAt - r.Arrived),
        Age(r.LastSign),
        r.Originator.Value);

    private FaultStatus FaultOf(FaultSnapshot f) => new(At(f.At), (int)f.Kind, f.Peer, f.What, f.Times);

    private DateTimeOffset At(Instant instant) => day.At(instant);

    private double? Age(Instant? since) => since is { } at ? Seconds(group.TakenAt - at) : null;

    // Milliseconds are enough for people and for programs.
    private static double Seconds(TimeSpan time) => Math.Round(Math.Max(0, time.TotalSeconds), 3);
}
