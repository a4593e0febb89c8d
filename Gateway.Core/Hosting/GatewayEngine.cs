using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Hosting;

/// <summary>All groups of one configuration, in this process.</summary>
public sealed class GatewayEngine(IPluginLookup plugins, Func<GroupConfig, IGroupObserver> observers) : IAsyncDisposable
{
    private readonly Deadlines _deadlines = new();
    private readonly List<GroupHost> _groups = [];

    public IReadOnlyList<GroupHost> Groups => _groups;

    /// <summary>Starts every group that can be started.</summary>
    /// <returns>Whether any group could take a port (exit code 3 where not).</returns>
    public bool Start(GatewayConfig config)
    {
        var taken = false;
        foreach (var group in config.Groups)
        {
            if (GroupHost.TryCreate(group, plugins, observers(group)) is { } host)
            {
                _groups.Add(host);
                taken |= host.Start(_deadlines);
            }
        }

        return taken;
    }

    /// <summary>Stops all groups cleanly, side by side (H3).</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(_groups.Select(g => g.StopAsync()));
        foreach (var group in _groups)
        {
            group.Remove(_deadlines);
        }

        _groups.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _deadlines.Dispose();
    }
}
