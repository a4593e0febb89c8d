using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Hosting;

/// <summary>All groups of one configuration, in this process. One caller at a time.</summary>
public sealed class GatewayEngine(IPluginLookup plugins, Func<GroupConfig, IGroupObserver> observers) : IAsyncDisposable
{
    private readonly Deadlines _deadlines = new();
    private volatile GroupHost[] _groups = [];

    /// <summary>As they are now; another list after a reload.</summary>
    public IReadOnlyList<GroupHost> Groups => _groups;

    /// <summary>Starts every group that can be started.</summary>
    /// <returns>Whether any group could take a port (exit code 3 where not).</returns>
    public bool Start(GatewayConfig config) => Add(config.Groups);

    /// <summary>
    /// Takes over another configuration (C6): a group whose settings are the same goes on as if nothing had happened; the others are stopped
    /// cleanly, and started as they are now.
    /// </summary>
    /// <param name="stop">The program ends: all groups stop at once, and none is started any more (H3).</param>
    public async Task<ReloadResult> ReloadAsync(GatewayConfig config, CancellationToken stop = default)
    {
        var (leaving, coming, result) = PlanOf(config);

        // First those that go: what comes may want their ports.
        await using (stop.Register(() => Array.ForEach(_groups, g => _ = g.StopAsync())))
        {
            await RemoveAsync(leaving);
        }

        stop.ThrowIfCancellationRequested();
        _ = Add(coming);
        return result;
    }

    /// <summary>What <see cref="ReloadAsync"/> would do.</summary>
    public ReloadResult Preview(GatewayConfig config) => PlanOf(config).Result;

    /// <summary>One group is stopped cleanly and started with these settings; the others do not notice.</summary>
    /// <param name="config">Another one of the same id, or the same: then it is a restart.</param>
    /// <returns>False: it cannot be made so, the observer knows why, and the group runs on as it was.</returns>
    /// <exception cref="KeyNotFoundException">There is no group of this id.</exception>
    public async Task<bool> ReplaceAsync(GroupConfig config, CancellationToken stop = default)
    {
        var old = Array.Find(_groups, g => g.Config.Id == config.Id) ?? throw new KeyNotFoundException($"There is no group {config.Id}.");
        if (GroupHost.TryCreate(config, plugins, observers(config)) is not { } host)
        {
            return false;
        }

        await using (stop.Register(() => Array.ForEach(_groups, g => _ = g.StopAsync())))
        {
            await old.StopAsync();
        }

        old.Remove(_deadlines);
        stop.ThrowIfCancellationRequested();
        _groups = [.. _groups.Select(g => g == old ? host : g)];
        _ = host.Start(_deadlines);
        return true;
    }

    /// <summary>Stops all groups cleanly, side by side (H3).</summary>
    public Task StopAsync() => RemoveAsync(_groups);

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

    private bool Add(IEnumerable<GroupConfig> groups)
    {
        var taken = false;
        foreach (var group in groups)
        {
            if (GroupHost.TryCreate(group, plugins, observers(group)) is { } host)
            {
                _groups = [.. _groups, host];
                taken |= host.Start(_deadlines);
            }
        }

        return taken;
    }

    private async Task RemoveAsync(GroupHost[] leaving)
    {
        await Task.WhenAll(leaving.Select(g => g.StopAsync()));
        foreach (var group in leaving)
        {
            group.Remove(_deadlines);
        }

        _groups = [.. _groups.Except(leaving)];
    }
}
