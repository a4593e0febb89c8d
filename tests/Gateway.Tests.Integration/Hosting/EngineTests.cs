using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Integration.Hosting;

/// <summary>The engine that runs all groups of a configuration (C6, H3).</summary>
[TestClass]
public sealed class EngineTests
{
    [TestMethod, TestProperty("Rule", "H3"), TestProperty("Rule", "C6")]
    public async Task When_the_program_ends_during_a_reload_all_groups_stop_side_by_side_and_none_is_started()
    {
        using var othersStop = new ManualResetEventSlim();
        var wasSideBySide = false;
        var made = new List<string>();
        await using var engine = new GatewayEngine(new Policies(), group =>
        {
            made.Add(group.Id);
            return new Observer(kind =>
            {
                if (group.Id == "stays" && kind == GroupEventKind.Stopping)
                {
                    othersStop.Set();
                }
                else if (group.Id == "leaves" && kind == GroupEventKind.Stopped)
                {
                    wasSideBySide = othersStop.Wait(Patience.Limit);
                }
            });
        });
        var (stays, leaves, comes) = (Group("stays"), Group("leaves"), Group("comes"));
        Assert.IsTrue(engine.Start(new GatewayConfig { Groups = [stays, leaves] }));

        _ = await Assert.ThrowsExactlyAsync<OperationCanceledException>(
            () => engine.ReloadAsync(new GatewayConfig { Groups = [stays, comes] }, new CancellationToken(canceled: true)));

        Assert.IsTrue(wasSideBySide);
        CollectionAssert.AreEqual(new[] { "stays", "leaves" }, made);
    }

    // Its RTU is not there.
    private static GroupConfig Group(string id) => new()
    {
        Id = id,
        Name = id,
        Hosts = [new RtuEndpoint(IPAddress.Parse("127.0.1.90"), 1)],
        CommonAddress = new CommonAddress(7),
        Ports = [new MasterPortConfig { Name = id, Listen = new IPEndPoint(IPAddress.Loopback, FreePort.Next()), CommonAddress = new CommonAddress(7) }],
    };

    private sealed class Policies : IPluginLookup
    {
        public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => _ => new BroadcastPolicy();

        public IRtuLinkFactory? FindRtuLibrary(string name) => null;
    }

    private sealed class Observer(Action<GroupEventKind> happened) : IGroupObserver
    {
        public void Happened(GroupEventKind kind, string peer, string what) => happened(kind);

        public void Passed(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason dropped)
        {
        }
    }
}
