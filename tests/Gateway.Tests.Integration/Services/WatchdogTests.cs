using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Host.Services;
using Gateway.Iec104;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Integration.Services;

/// <summary>A group that is stuck ends the signs of life, and is named (H1, S1).</summary>
[TestClass]
public sealed class WatchdogTests
{
    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "S1")]
    public async Task The_supervisor_hears_nothing_while_a_group_is_stuck_and_its_name_is_told()
    {
        using var block = new ManualResetEventSlim();
        await using var engine = new GatewayEngine(new Policies(), g => new Observer(() =>
        {
            if (g.Id == "2")
            {
                _ = block.Wait(Patience.Limit);
            }
        }));

        // Its turns run in the thread pool: polling threads serve the other tests, too, and are not blocked.
        var south = Group("2", "South") with { Policies = ["theirs"] };
        var start = Task.Run(() => engine.Start(new GatewayConfig { Groups = [Group("1", "North"), south] }));
        await Patience.UntilAsync(() => engine.Groups.Count == 2, "both groups are there");

        var supervisor = new RecordingSupervisor();
        var told = new List<string>();
        using var watchdog = new Watchdog(() => engine.Groups, supervisor, told.Add);
        watchdog.Look();
        Assert.AreEqual(1, supervisor.Lives);

        // South has its turn since Start, and does not give it back; North may be slow on a busy machine.
        await LookUntilAsync(() => supervisor.Lines is [.., "Stuck: group 2 (South)"]);
        Assert.Contains("group 2 (South) is stuck: it has not taken its turn since the last look", told);
        for (var n = 0; n < 5; n++)
        {
            watchdog.Look();
        }

        Assert.AreEqual(1, supervisor.Lives);
        Assert.HasCount(1, told.Where(t => t.StartsWith("group 2 (South) is stuck", StringComparison.Ordinal)));

        block.Set();
        _ = await start.WaitAsync(Patience.Limit);
        await LookUntilAsync(() => supervisor.Lives > 1);
        Assert.Contains("group 2 (South) goes on", told);
        Assert.AreEqual("Every group goes on", supervisor.Lines[^1]);

        Task LookUntilAsync(Func<bool> holds) => Patience.UntilAsync(
            () =>
            {
                watchdog.Look();
                return holds();
            },
            string.Join('\n', told));
    }

    // Its RTU is not there.
    private static GroupConfig Group(string id, string name) => new()
    {
        Id = id,
        Name = name,
        Hosts = [new RtuEndpoint(IPAddress.Parse("127.0.1.91"), 1)],
        CommonAddress = new CommonAddress(7),
        Ports = [new MasterPortConfig { Name = id, Listen = new IPEndPoint(IPAddress.Loopback, FreePort.Next()), CommonAddress = new CommonAddress(7) }],
    };

    private sealed class Policies : IPluginLookup
    {
        public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => _ => new BroadcastPolicy();

        public IRtuLinkFactory? FindRtuLibrary(string name) => null;
    }

    private sealed class Observer(Action happened) : IGroupObserver
    {
        public void Happened(GroupEventKind kind, string peer, string what) => happened();
    }
}
