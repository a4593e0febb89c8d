using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Hosting;

/// <summary>All groups of one configuration, in this process. One caller at a time.</summary>
/// <param name="warn">Told, in words, of a group that does not stop; its observer may be what it is stuck in.</param>
/// <param name="time">For its waits; null: the machine's.</param>
public sealed class GatewayEngine(
    IPluginLookup plugins, Func<GroupConfig, IGroupObserver> observers, Action<string>? warn = null, TimeProvider? time = null) : IAsyncDisposable
{
    // A group that is alive has stopped after 3 s (H3).
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(4);

    // Long before systemd gives up waiting for the start.
    private static readonly TimeSpan MakePatience = TimeSpan.FromSeconds(10);

    private readonly Deadlines _deadlines = new();
    private volatile GroupHost[] _groups = [];
    private volatile FailedGroup[] _failed = [];

    /// <summary>As they are now, in the configuration's order; another list after a reload.</summary>
    public IReadOnlyList<GroupHost> Groups => _groups;

    /// <summary>Those of the configuration that could not be started, in its order.</summary>
    public IReadOnlyList<FailedGroup> Failed => _failed;

    /// <summary>Starts every group that can be started.</summary>
    /// <returns>Whether any group could take a port. Where none could (exit code 3) no RTU is connected; the groups are there, to be disposed of.</returns>
    public bool Start(GatewayConfig config)
    {
#pragma warning disable VSTHRD002 // The start waits for foreign groups; they are made on threads of their own, and need this one for nothing.
        return AddAsync(config, config.Groups, needsPort: true, CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>
    /// Takes over another configuration (C6): a group whose settings are the same goes on as if nothing had happened; the others are stopped
    /// cleanly, and started as they are now.
    /// </summary>
    /// <param name="stop">The program ends: all groups stop at once, and none is started any more (H3).</param>
    public async Task<ReloadResult> ReloadAsync(GatewayConfig config, CancellationToken stop = default)
    {
        var (leaving, coming, result) = PlanOf(config);

        // First those that go: what comes may want their ports.
        await using (stop.Register(() => Array.ForEach(_groups, Ask)))
        {
            _ = await RemoveAsync(leaving);
        }

        stop.ThrowIfCancellationRequested();
        _ = await AddAsync(config, coming, needsPort: false, stop);
        string[] failed = [.. _failed.Select(f => f.Config.Id)];
        return result with { Started = [.. result.Started.Except(failed)], Restarted = [.. result.Restarted.Except(failed)], NotStarted = failed };
    }

    /// <summary>What <see cref="ReloadAsync"/> would do.</summary>
    public ReloadResult Preview(GatewayConfig config) => PlanOf(config).Result;

    /// <summary>One group is stopped cleanly and started with these settings; the others do not notice.</summary>
    /// <param name="config">Another one of the same id, or the same: then it is a restart.</param>
    /// <returns>Why it cannot be made so, in words; the group runs on as it was. Null: it is.</returns>
    /// <exception cref="KeyNotFoundException">There is no group of this id.</exception>
    public async Task<string?> ReplaceAsync(GroupConfig config, CancellationToken stop = default)
    {
        var old = Array.Find(_groups, g => g.Config.Id == config.Id) ?? throw new KeyNotFoundException($"There is no group {config.Id}.");
        var (made, why) = await MakeAsync(config, stop);
        if (made is not { } host)
        {
            return why;
        }

        await using (stop.Register(() => Array.ForEach(_groups, Ask)))
        {
            _ = await StopAsync(old);
        }

        old.Remove(_deadlines);
        stop.ThrowIfCancellationRequested();
        _groups = [.. _groups.Select(g => g == old ? host : g)];
        _ = host.TakePorts(_deadlines);
        host.Begin();
        return null;
    }

    /// <summary>Stops all groups cleanly, side by side (H3); one that is stuck is given up after 4 s.</summary>
    /// <returns>Whether all have stopped.</returns>
    public Task<bool> StopAsync() => RemoveAsync(_groups);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _deadlines.Dispose();
    }

    private (GroupHost[] Leaving, GroupConfig[] Coming, ReloadResult Result) PlanOf(GatewayConfig config)
    {
        GroupHost[] leaving = [.. _groups.Where(g => !config.Groups.Any(c => SameSettings.Are(c, g.Config)))];
        GroupConfig[] coming = [.. config.Groups.Where(c => !_groups.Any(g => SameSettings.Are(c, g.Config)))];
        string[] kept = [.. _groups.Except(leaving).Select(g => g.Config.Id)];
        string[] gone = [.. leaving.Select(g => g.Config.Id)];
        string[] come = [.. coming.Select(c => c.Id)];
        return (leaving, coming, new ReloadResult([.. come.Except(gone)], [.. come.Intersect(gone)], [.. gone.Except(come)], kept));
    }

    // First the ports, so that no connection of ours takes one of them, and where none is free no RTU is disturbed.
    private async Task<bool> AddAsync(GatewayConfig config, IEnumerable<GroupConfig> groups, bool needsPort, CancellationToken stop)
    {
        var taken = false;
        var failed = new List<FailedGroup>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in config.Groups)
        {
            places.Add(group.Id, places.Count);
        }

        var running = new List<GroupHost>(_groups);
        var coming = new List<GroupHost>();
        var making = new List<ForeignGroup>();
        try
        {
            foreach (var group in groups)
            {
                if (GroupHost.ForeignParts(group).Any())
                {
                    making.Add(new ForeignGroup(group, plugins, observers(group)));
                }
                else
                {
                    Put(group, GroupHost.TryCreate(group, plugins, observers(group), out var why), why);
                }
            }
        }
        finally
        {
            _groups = [.. running];
        }

        // Ours do not wait for the others.
        Begin();
        await ForeignGroup.WhenMadeAsync(making, MakePatience, time ?? TimeProvider.System, stop);
        foreach (var group in making)
        {
            Put(group.Config, group.Take(MakePatience, "; a reload or a restart tries it again", out var why), why);
        }

        Begin();
        _failed = [.. failed.OrderBy(f => f.Place)];
        _groups = [.. running.OrderBy(g => places[g.Config.Id])];
        return taken;

        void Put(GroupConfig group, GroupHost? host, string why)
        {
            if (host is null)
            {
                failed.Add(new FailedGroup(group, why, places[group.Id]));
                return;
            }

            running.Add(host);
            coming.Add(host);
            taken |= host.TakePorts(_deadlines);
        }

        void Begin()
        {
            if (taken || !needsPort)
            {
                coming.ForEach(c => c.Begin());
                coming.Clear();
            }
        }
    }

    private async Task<(GroupHost? Made, string Why)> MakeAsync(GroupConfig config, CancellationToken stop)
    {
        string why;
        if (!GroupHost.ForeignParts(config).Any())
        {
            return (GroupHost.TryCreate(config, plugins, observers(config), out why), why);
        }

        var foreign = new ForeignGroup(config, plugins, observers(config));
        await ForeignGroup.WhenMadeAsync([foreign], MakePatience, time ?? TimeProvider.System, stop);
        return (foreign.Take(MakePatience, "", out why), why);
    }

    private async Task<bool> RemoveAsync(GroupHost[] leaving)
    {
        var stopped = await Task.WhenAll(leaving.Select(StopAsync));
        foreach (var group in leaving)
        {
            group.Remove(_deadlines);
        }

        _groups = [.. _groups.Except(leaving)];
        return Array.TrueForAll(stopped, s => s);
    }

    private async Task<bool> StopAsync(GroupHost group)
    {
        try
        {
            await Task.Run(group.StopAsync).WaitAsync(StopPatience, time ?? TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            warn?.Invoke($"group {group.Config.Id} ({group.Config.Name}) is stuck: it has not stopped within {StopPatience.TotalSeconds} s, and is left as it is; the RTU still holds what no master has acknowledged");
            return false;
        }
    }

    // On a thread of the pool: whoever takes a turn of a group that is stuck is stuck with it.
    private static void Ask(GroupHost group) => _ = Task.Run(group.StopAsync);
}
