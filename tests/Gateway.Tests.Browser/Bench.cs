using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration;
using Gateway.Tests.Integration.Web;

namespace Gateway.Tests.Browser;

/// <summary>RTUs, a gateway with its page, and masters.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];

    public required WebRig Rig { get; init; }

    public required ControlledStation[] Rtus { get; init; }

    /// <summary>Groups 1, 2, ... with a log each.</summary>
    public static async Task<Bench> StartAsync(int groups, WebConfig? web = null, Func<GroupConfig, GroupConfig>? change = null)
    {
        ControlledStation[] rtus = [.. Enumerable.Range(0, groups).Select(_ => ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0)))];
        GroupConfig[] configs = [.. rtus.Select((rtu, i) => (change ?? (g => g))(WebRig.Group($"{i + 1}", rtu) with { LogEvents = true }))];
        return new Bench { Rig = await WebRig.StartAsync(web ?? new WebConfig(), hasPage: true, configs), Rtus = rtus };
    }

    public int PortOf(string group) => Rig.Engine.Groups.Single(g => g.Config.Id == group).Config.Ports[0].Listen.Port;

    /// <summary>A started master of a group.</summary>
    public async Task<Scada> MasterAsync(string group, string from = "127.0.0.2")
    {
        var master = await Scada.StartAsync(from, PortOf(group));
        _parts.Add(master);
        return master;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts.Concat(Rtus))
        {
            await part.DisposeAsync();
        }

        await Rig.DisposeAsync();
    }
}
