using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Sockets;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Unit.Traffic;

/// <summary>An event allocates nothing on its way through the gateway, over real sockets.</summary>
[TestClass]
[DoNotParallelize] // It counts what the whole process allocates.
public sealed class SocketAllocationTests
{
    private const int WarmUp = 50_000;
    private const int Events = 100_000;
    private const int Rounds = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task A_hundred_thousand_events_to_two_masters_allocate_less_than_an_octet_each() =>
        Assert.IsLessThan(1.0, await OctetsPerEventAsync(last: null));

    [TestMethod]
    public async Task An_allocation_per_ASDU_is_seen() =>
        Assert.IsGreaterThan(1.0, await OctetsPerEventAsync(new Wasteful()));

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task Nor_do_they_while_somebody_looks_at_the_octets()
    {
        var tap = new CopyingTap();
        Assert.IsLessThan(1.0, await OctetsPerEventAsync(last: null, tap));
        Assert.IsGreaterThan(3L * Events * WirePeer.ApduOctets, tap.Octets);
    }

    private static async Task<double> OctetsPerEventAsync(IRoutingPolicy? last, IGroupTap? tap = null)
    {
        using var deadlines = new Deadlines();
        using var rtu = WirePeer.Rtu(deadlines, IPAddress.Parse("127.0.1.1"));
        var config = new GroupConfig
        {
            Id = "1",
            Name = "allocation",
            Hosts = [new RtuEndpoint(rtu.Local.Address, rtu.Local.Port)],
            Ports = [new MasterPortConfig { Name = "allocation", Listen = FreePort(), CommonAddress = new CommonAddress(1) }],
            CommonAddress = new CommonAddress(1),
            Policies = last is null ? [PolicyNames.Broadcast, PolicyNames.Reply] : [PolicyNames.Broadcast, PolicyNames.Reply, "last"],
        };
        var observer = new Listening();
        var host = GroupHost.TryCreate(config, new Plugins(last), observer, out _)!;
        Assert.IsTrue(host.TakePorts(deadlines));
        host.Begin();
        await observer.Ready.Task.WaitAsync(Patience);
        if (tap is not null)
        {
            host.Watch(tap, TimeSpan.FromHours(1));
        }

        using var a = WirePeer.Master(deadlines, IPAddress.Parse("127.0.0.2"), config.Ports[0].Listen);
        using var b = WirePeer.Master(deadlines, IPAddress.Parse("127.0.0.3"), config.Ports[0].Listen);
        await Task.WhenAll(a.Started.Task, b.Started.Task, rtu.Started.Task).WaitAsync(Patience);

        await SendAsync(rtu, a, b, WarmUp);

        // The test framework reports results of earlier tests meanwhile: the least of a few rounds is ours.
        var allocated = long.MaxValue;
        for (var round = 0; round < Rounds && allocated >= Events; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await SendAsync(rtu, a, b, Events);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        await host.StopAsync().WaitAsync(Patience);
        host.Remove(deadlines);
        return (double)allocated / Events;
    }

    private static async Task SendAsync(WirePeer rtu, WirePeer a, WirePeer b, int events)
    {
        var target = a.Received + events;
        rtu.Send(events);
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;

        // Each master has an end of initialization besides.
        while (a.Received < target || b.Received < target)
        {
            Assert.IsLessThan(until, Environment.TickCount64, $"{a.Received} and {b.Received} of {target} events have come");
            await Task.Delay(20);
        }
    }

    private static IPEndPoint FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private sealed class Listening : IGroupObserver
    {
        public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Happened(GroupEventKind kind, string peer, string what)
        {
            if (kind == GroupEventKind.Listening)
            {
                _ = Ready.TrySetResult();
            }
        }
    }

    private sealed class Plugins(IRoutingPolicy? last) : IPluginLookup
    {
        public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => _ => name switch
        {
            PolicyNames.Broadcast => new BroadcastPolicy(),
            PolicyNames.Reply => new ReplyPolicy(),
            _ => last!,
        };

        public IRtuLinkFactory? FindRtuLibrary(string name) => null;
    }
}
