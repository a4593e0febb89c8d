using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Plugins.Routing;
using Gateway.Tests.Integration.Time;

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
        var (stays, leaves, comes) = (Group("stays"), OnThePool("leaves"), Group("comes"));
        Assert.IsTrue(engine.Start(new GatewayConfig { Groups = [stays, leaves] }));

        _ = await Assert.ThrowsExactlyAsync<OperationCanceledException>(
            () => engine.ReloadAsync(new GatewayConfig { Groups = [stays, comes] }, new CancellationToken(canceled: true)));

        Assert.IsTrue(wasSideBySide);
        CollectionAssert.AreEqual(new[] { "stays", "leaves" }, made);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public async Task Ports_come_first_and_where_none_is_free_no_RTU_is_connected()
    {
        using var rtu = new TcpListener(IPAddress.Parse("127.0.1.91"), 0);
        rtu.Start();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var host = new RtuEndpoint(IPAddress.Parse("127.0.1.91"), ((IPEndPoint)rtu.LocalEndpoint).Port);
        var (taken, free) = (Group("taken") with { Hosts = [host] }, Group("free") with { Hosts = [host] });
        taken = taken with { Ports = [taken.Ports[0] with { Listen = (IPEndPoint)other.LocalEndpoint }] };

        await using (var engine = new GatewayEngine(new Policies(), _ => new Observer(_ => { })))
        {
            Assert.IsFalse(engine.Start(new GatewayConfig { Groups = [taken] }));
        }

        Assert.IsFalse(rtu.Pending());
        var told = new ConcurrentQueue<GroupEventKind>();
        await using var both = new GatewayEngine(new Policies(), _ => new Observer(told.Enqueue));
        Assert.IsTrue(both.Start(new GatewayConfig { Groups = [free, taken] }));
        Assert.AreSequenceEqual(
            [GroupEventKind.PortInUse, GroupEventKind.RtuConnecting, GroupEventKind.RtuConnecting],
            told.Where(k => k is GroupEventKind.PortInUse or GroupEventKind.RtuConnecting).Take(3),
            "first all ports, so that no connection of ours takes one");
        using var first = await rtu.AcceptTcpClientAsync().WaitAsync(Patience.Limit);
        using var second = await rtu.AcceptTcpClientAsync().WaitAsync(Patience.Limit);
    }

    [TestMethod, TestProperty("Rule", "H3"), TestProperty("Rule", "S1")]
    public async Task A_group_that_is_stuck_is_told_by_its_name_and_holds_up_no_stop()
    {
        using var block = new ManualResetEventSlim();
        using var isStuck = new ManualResetEventSlim();
        var northStopped = new TaskCompletionSource();
        var time = new HandTime();
        var told = new ConcurrentQueue<string>();
        await using var engine = new GatewayEngine(new Policies(), group => new Observer(kind =>
        {
            if (group.Id == "South" && kind == GroupEventKind.Stopping)
            {
                isStuck.Set();
                _ = block.Wait(Patience.Limit);
            }
            else if (group.Id == "North" && kind == GroupEventKind.Stopped)
            {
                _ = northStopped.TrySetResult();
            }
        }), told.Enqueue, time);
        Assert.IsTrue(engine.Start(new GatewayConfig { Groups = [Group("North"), OnThePool("South")] }));
        var stopped = engine.StopAsync();
        await northStopped.Task.WaitAsync(Patience.Limit);
        Assert.IsTrue(isStuck.Wait(Patience.Limit));
        time.Pass(TimeSpan.FromSeconds(3.9));
        Assert.IsFalse(stopped.IsCompleted);
        time.Pass(TimeSpan.FromSeconds(0.1));
        Assert.IsFalse(await stopped.WaitAsync(Patience.Limit));
        Assert.Contains(t => t.StartsWith("group South (South) is stuck: it has not stopped within 4 s", StringComparison.Ordinal), told);
        Assert.IsEmpty(engine.Groups);
        block.Set();
    }

    [TestMethod, TestProperty("Rule", "C6"), TestProperty("Rule", "O2")]
    public async Task After_a_reload_the_groups_stand_in_the_files_order()
    {
        await using var engine = new GatewayEngine(new Policies(), _ => new Observer((_, _) => { }));
        var (a, b, c) = (Group("a"), Group("b"), Group("c"));
        _ = engine.Start(new GatewayConfig { Groups = [a, c] });
        var result = await engine.ReloadAsync(new GatewayConfig { Groups = [b, a with { BufferSize = 99 }, c] });
        Assert.AreSequenceEqual(["b", "a", "c"], engine.Groups.Select(g => g.Config.Id));
        Assert.AreEqual("1 groups kept, started: b, restarted: a", result.ToString());
    }

    [TestMethod, TestProperty("Rule", "R12"), TestProperty("Rule", "C6")]
    public async Task A_group_that_cannot_be_started_is_named_and_each_reload_tries_it_again()
    {
        var policies = new Policies { Without = "missing" };
        await using var engine = new GatewayEngine(policies, _ => new Observer((_, _) => { }));
        var config = new GatewayConfig { Groups = [Group("a"), Group("b") with { Policies = ["missing"] }] };
        _ = engine.Start(config);
        Assert.AreEqual(("b", "group b is not started: no plugin has a routing policy 'missing'"), engine.Failed.Select(f => (f.Config.Id, f.Why)).Single());
        Assert.AreEqual("1 groups kept, not started: b", (await engine.ReloadAsync(config)).ToString());
        policies.Without = null;
        Assert.AreEqual("1 groups kept, started: b", (await engine.ReloadAsync(config)).ToString());
        Assert.IsEmpty(engine.Failed);
    }

    [TestMethod, TestProperty("Rule", "S1"), TestProperty("Rule", "C6")]
    public async Task A_group_whose_plugin_does_not_come_back_holds_up_no_start_and_is_named()
    {
        using var block = new ManualResetEventSlim();
        var time = new HandTime();
        var policies = new Policies { Make = name => _ = name != "theirs" || block.Wait(Patience.Limit) };
        var told = new ConcurrentQueue<string>();
        await using var engine = new GatewayEngine(policies, _ => new Observer((kind, what) => told.Enqueue($"{kind} {what}")), time: time);
        var config = new GatewayConfig { Groups = [Group("a") with { Policies = ["theirs"] }, Group("b"), Group("c") with { Policies = ["theirs"] }] };
        var started = Task.Run(() => engine.Start(config));
        await Patience.UntilAsync(() => Task.FromResult(time.Next is not null), "the start waits");
        Assert.AreSequenceEqual(["b"], engine.Groups.Select(g => g.Config.Id));
        time.Pass(TimeSpan.FromSeconds(9.9));
        Assert.IsFalse(started.IsCompleted);
        time.Pass(TimeSpan.FromSeconds(0.1));
        Assert.IsTrue(await started.WaitAsync(Patience.Limit));
        Assert.AreSequenceEqual(["a", "c"], engine.Failed.Select(f => f.Config.Id));
        const string Why = "group a is not started: it is stuck in policy 'theirs', which has not come back within 10 s; a reload or a restart tries it again";
        Assert.AreEqual(Why, engine.Failed[0].Why);
        Assert.Contains($"Defect {Why}", told);

        policies.Make = null;
        Assert.AreEqual("1 groups kept, started: a c", (await engine.ReloadAsync(config)).ToString());
        Assert.AreSequenceEqual(["a", "b", "c"], engine.Groups.Select(g => g.Config.Id));
        block.Set();
    }

    [TestMethod, TestProperty("Rule", "S1"), TestProperty("Rule", "C6")]
    public async Task A_restart_waits_only_so_long_for_a_plugin_that_does_not_come_back_and_the_group_runs_on()
    {
        using var block = new ManualResetEventSlim();
        var time = new HandTime();
        var policies = new Policies();
        await using var engine = new GatewayEngine(policies, _ => new Observer((_, _) => { }), time: time);
        var config = Group("a") with { Policies = ["theirs"] };
        _ = engine.Start(new GatewayConfig { Groups = [config] });
        var running = engine.Groups[0];

        policies.Make = _ => block.Wait(Patience.Limit);
        var replaced = Task.Run(() => engine.ReplaceAsync(config with { BufferSize = 99 }));
        await Patience.UntilAsync(() => time.Next is not null, "the restart waits");
        time.Pass(TimeSpan.FromSeconds(9.9));
        Assert.IsFalse(replaced.IsCompleted);
        time.Pass(TimeSpan.FromSeconds(0.1));
        Assert.AreEqual("group a is not started: it is stuck in policy 'theirs', which has not come back within 10 s", await replaced.WaitAsync(Patience.Limit));
        Assert.AreSame(running, engine.Groups.Single());
        await running.ProbeAsync().WaitAsync(Patience.Limit);
        block.Set();
    }

    [TestMethod, TestProperty("Rule", "S1"), TestProperty("Rule", "H3")]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_plugin_that_does_not_come_back_holds_up_no_end_of_the_program(bool isReload)
    {
        using var block = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        var time = new HandTime();
        var policies = new Policies();
        await using var engine = new GatewayEngine(policies, _ => new Observer((_, _) => { }), time: time);
        var config = Group("a") with { Policies = ["theirs"] };
        _ = engine.Start(new GatewayConfig { Groups = [config] });
        policies.Make = _ => block.Wait(Patience.Limit);
        var (next, other) = (config with { BufferSize = 99 }, Group("b") with { Policies = ["theirs"] });
        var isInside = Task.Run(() => isReload ? engine.ReloadAsync(new GatewayConfig { Groups = [config, other] }, stop.Token) : (Task)engine.ReplaceAsync(next, stop.Token));
        await Patience.UntilAsync(() => time.Next is not null, "it waits");
        await stop.CancelAsync();
        _ = await Assert.ThrowsAsync<OperationCanceledException>(() => isInside.WaitAsync(Patience.Limit));
        block.Set();
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public async Task A_library_that_blocks_when_it_shall_connect_holds_up_no_other_group()
    {
        using var block = new ManualResetEventSlim();
        using var library = new BlockingLibrary(block);
        await using var engine = new GatewayEngine(new Policies { Library = library }, _ => new Observer((_, _) => { }));
        var config = new GatewayConfig { Groups = [Group("a") with { RtuLibrary = "theirs" }, Group("b") with { RtuLibrary = "theirs" }, Group("c")] };
        Assert.IsTrue(await Task.Run(() => engine.Start(config)).WaitAsync(Patience.Limit));

        // The second one is asked while the first still blocks.
        Assert.IsTrue(library.AreInside.Wait(Patience.Limit));
        _ = await engine.Groups[2].SnapshotAsync().WaitAsync(Patience.Limit);
        Assert.IsFalse(engine.Groups[0].ProbeAsync().IsCompleted);
        block.Set();
    }

    // An observer that blocks must block no polling thread: those serve the other tests, too.
    private static GroupConfig OnThePool(string id) => Group(id) with { Policies = ["theirs"] };

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
        public string? Without { get; set; }

        /// <summary>What the constructor of somebody else's policy does.</summary>
        public Action<string>? Make { get; set; }

        public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => name == Without ? null : _ =>
        {
            Make?.Invoke(name);
            return new BroadcastPolicy();
        };

        public IRtuLinkFactory? Library { get; init; }

        public IRtuLinkFactory? FindRtuLibrary(string name) => Library;
    }

    private sealed class BlockingLibrary(ManualResetEventSlim block) : IRtuLinkFactory, IRtuLink, IDisposable
    {
        public CountdownEvent AreInside { get; } = new(2);

        public RtuLinkCapabilities Capabilities => default;

        public IRtuLink Create(GroupConfig group, IRtuLinkEvents events) => this;

        public void Connect(RtuEndpoint host)
        {
            _ = AreInside.Signal();

            // Longer than anybody waits for the start.
            _ = block.Wait(2 * Patience.Limit);
        }

        public void Start()
        {
        }

        public void Stop()
        {
        }

        public void Close()
        {
        }

        public bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects) => false;

        public void Release(uint received)
        {
        }

        public void Flush()
        {
        }

        public void Dispose() => AreInside.Dispose();
    }

    private sealed class Observer(Action<GroupEventKind, string> happened) : IGroupObserver
    {
        public Observer(Action<GroupEventKind> happened)
            : this((kind, _) => happened(kind))
        {
        }

        public void Happened(GroupEventKind kind, string peer, string what) => happened(kind, what);
    }
}
