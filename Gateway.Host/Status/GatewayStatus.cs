using System.Diagnostics;
using System.Reflection;
using Gateway.Core.Hosting;
using Gateway.Host.Audit;
using Gateway.Host.Logging;
using Gateway.Host.Plugins;

namespace Gateway.Host.Status;

/// <summary>Collects the status when somebody asks for it, and only then: nothing is polled.</summary>
internal sealed class GatewayStatus(
    GatewayEngine engine, GroupLooks looks, PluginCatalog plugins, LogFiles logs, AuditLog audit, GatewayFile file, ITimeStatus time, DayTime day, TimeProvider clock)
{
    public const string ProgramName = "iec104-gateway";

    private readonly DateTimeOffset _started = clock.GetUtcNow();

    public static string Version { get; } =
        typeof(GatewayStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Everything.</summary>
    public async Task<StatusDocument> ReadAsync()
    {
        var groups = await ReadGroupsAsync();
        return new StatusDocument(Program(), file.Status, time.Current, Plugins(), TotalsOf(groups), groups);
    }

    /// <summary>What is known without asking a group.</summary>
    public ProgramDocument ReadProgram() => new(Program(), file.Status, time.Current, Plugins());

    /// <summary>A line for each group, in the order of the configuration, also those that could not be started.</summary>
    public async Task<IReadOnlyList<GroupStatus>> ReadGroupsAsync() => [.. (await looks.ReadAsync()).Select(l => ReaderOf(l).Summary())];

    /// <summary>One group; null: there is none of this id.</summary>
    public async Task<GroupDetails?> ReadGroupAsync(string id)
    {
        var found = await looks.ReadAsync(id);
        return found is [var look, ..] ? ReaderOf(look).Details() : null;
    }

    /// <summary>What the metrics are read from.</summary>
    public MetricsMoment MomentOf(IReadOnlyList<GroupLook> groups, int streams) => new(
        Program(),
        file.Status,
        time.Current,
        Plugins(),
        [.. groups.Where(g => g.Missing is null).Select(g => g.Snapshot)],
        [.. groups.Select(g => (g.Snapshot.Config.Id, g.Missing is null))],
        streams,
        day);

    public GroupHost? Find(string id) => engine.Groups.FirstOrDefault(g => g.Config.Id == id);

    public ProgramStatus Program()
    {
        using var process = Process.GetCurrentProcess();
        return new ProgramStatus(
            ProgramName,
            Version,
            file.Instance,
            file.Path,
            Environment.MachineName,
            Environment.ProcessId,
            _started,
            clock.GetUtcNow(),
            Math.Round(process.TotalProcessorTime.TotalSeconds, 2),
            process.WorkingSet64,
            logs.Dropped,
            logs.Faults.LinesLost,
            audit.DroppedLines,
            logs.Faults.Failing,
            logs.Faults.Problem is { } problem ? [problem] : []);
    }

    public static TotalStatus TotalsOf(IReadOnlyList<GroupStatus> groups) => new(
        groups.Count,
        groups.Count(g => g.State == "up"),
        groups.Count(g => g.State == "waiting"),
        groups.Count(g => g.State == "down"),
        groups.Count(g => g.Problems.Count > 0),
        groups.Sum(g => g.Connected),
        new CounterStatus(
            groups.Sum(g => g.Counters.FromRtu),
            groups.Sum(g => g.Counters.ToRtu),
            groups.Sum(g => g.Counters.FromMasters),
            groups.Sum(g => g.Counters.ToMasters),
            groups.Sum(g => g.Counters.Dropped),
            groups.Sum(g => g.Counters.Missed),
            groups.Sum(g => g.Counters.Refused)));

    private SnapshotReader ReaderOf(GroupLook look) => new(look.Snapshot, day, file.HasUnsavedEdit(look.Snapshot.Config.Id), look.Missing);

    private PluginState[] Plugins() =>
        [.. plugins.Plugins.Select(p => new PluginState(p.Name, p.Version?.ToString(), p.Error is null ? "loaded" : "failed", p.Error))];
}
