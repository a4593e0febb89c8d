using System.Collections.Concurrent;
using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Groups;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Integration.ForeignLibrary;

/// <summary>A group whose RTU link is another library's: own sockets, own thread, class objects, own k and w, no held acknowledgements.</summary>
[TestClass]
public sealed class ForeignLibraryTests
{
    private static readonly CommonAddress Station = new(7);
    private static readonly InformationObjectAddress Point = new(100);
    private static readonly InformationObjectAddress Breaker = new(200);

    [TestMethod]
    public async Task Events_interrogations_and_commands_pass()
    {
        await using var bench = new Bench();
        await using var a = await Scada.StartAsync("127.0.0.2", bench.Port);
        await using var b = await Scada.StartAsync("127.0.0.3", bench.Port);
        bench.Rtu.Set(Station, Point, isOn: true);
        await a.GetsAsync("M_SP_TB_1 spontaneous CA 7 IOA 100 = ON");
        await b.GetsAsync("M_SP_TB_1 spontaneous CA 7 IOA 100 = ON");

        var points = await a.Station.InterrogateAsync(Station).WaitAsync(Patience.Limit);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 2), points);

        Assert.AreEqual(RequestOutcome.Positive, await b.Station.Command(Station, Breaker, isOn: true).Confirmation.WaitAsync(Patience.Limit));
        Assert.IsFalse(a.Has("C_SC_NA_1"));
    }

    [TestMethod, TestProperty("Rule", "D3")]
    public async Task A_flood_keeps_its_order()
    {
        const int Events = 5000;
        await using var bench = new Bench();
        await using var a = await Scada.StartAsync("127.0.0.2", bench.Port);
        for (var n = 0; n < Events; n++)
        {
            bench.Rtu.Set(Station, Point, n);
        }

        await a.GetsAsync($"M_ME_TF_1 spontaneous CA 7 IOA 100 = {Events - 1}");
        var values = a.Got.Where(g => g.StartsWith("M_ME_TF_1", StringComparison.Ordinal)).Select(g => int.Parse(g.Split(' ')[7])).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, Events).ToArray(), values);
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public async Task Acknowledge_received_is_in_force_and_log_and_status_say_so()
    {
        await using var bench = new Bench();
        Assert.AreEqual(AcknowledgeMode.Received, bench.Group.Acknowledge);
        Assert.Contains("RtuCannotHold: the library 'like-lib60870' cannot hold acknowledgements back: acknowledge: received is in force", bench.Log);
    }

    [TestMethod, TestProperty("Rule", "S2"), TestProperty("Rule", "S4")]
    public async Task A_lost_RTU_is_found_again()
    {
        await using var bench = new Bench();
        await using (var a = await Scada.StartAsync("127.0.0.2", bench.Port))
        {
            await bench.Rtu.DropConnectionsAsync();
            _ = await a.Station.Closed.WaitAsync(Patience.Limit);
        }

        await using var again = await Scada.StartAsync("127.0.0.2", bench.Port);
        bench.Rtu.Set(Station, Point, isOn: true);
        await again.GetsAsync("IOA 100 = ON");
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public async Task What_a_library_throws_is_the_loss_of_its_link_and_nothing_else()
    {
        await using var bench = new Bench(new Throwing());
        await Patience.UntilAsync(
            () => bench.Log.Any(l => l.Contains("the RTU library failed: InvalidOperationException: no licence", StringComparison.Ordinal)), "the log");
        Assert.AreEqual(RtuState.Disconnected, bench.Group.RtuState);
    }

    private sealed class Bench : IPluginLookup, IGroupObserver, IAsyncDisposable
    {
        private readonly GatewayEngine _engine;
        private readonly IRtuLinkFactory _library;

        public Bench(IRtuLinkFactory? library = null)
        {
            _library = library ?? new LibraryRtuLink.Factory();
            Rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.60"), 0));
            Rtu.Set(Station, Point, isOn: false);
            Rtu.Set(Station, Breaker, isOn: false);
            Port = FreePort.Next();
            var config = new GroupConfig
            {
                Id = "60870",
                Name = "library",
                Hosts = [new RtuEndpoint(Rtu.Local.Address, Rtu.Local.Port)],
                CommonAddress = Station,
                BufferSize = 20_000,
                RtuLibrary = "like-lib60870",
                Ports = [new MasterPortConfig { Name = "library", Listen = new IPEndPoint(IPAddress.Loopback, Port), CommonAddress = Station }],
            };
            _engine = new GatewayEngine(this, _ => this);
            Assert.IsTrue(_engine.Start(new GatewayConfig { Groups = [config] }));
        }

        public ControlledStation Rtu { get; }

        public int Port { get; }

        public ConcurrentQueue<string> Log { get; } = new();

        public GroupHost Group => _engine.Groups[0];

        public async ValueTask DisposeAsync()
        {
            await _engine.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
            await Rtu.DisposeAsync();
        }

        public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => _ => name == PolicyNames.Broadcast ? new BroadcastPolicy() : new ReplyPolicy();

        public IRtuLinkFactory? FindRtuLibrary(string name) => name == "like-lib60870" ? _library : null;

        public void Happened(GroupEventKind kind, string peer, string what) => Log.Enqueue($"{kind}: {what}");
    }

    private sealed class Throwing : IRtuLinkFactory, IRtuLink
    {
        public RtuLinkCapabilities Capabilities => RtuLinkCapabilities.None;

        public IRtuLink Create(GroupConfig group, IRtuLinkEvents events) => this;

        public void Connect(RtuEndpoint host) => throw new InvalidOperationException("no licence");

        public void Start() => throw new InvalidOperationException();

        public void Stop() => throw new InvalidOperationException();

        public void Close() => throw new InvalidOperationException();

        public bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects) => throw new InvalidOperationException();

        public void Release(uint received) => throw new InvalidOperationException();

        public void Flush() => throw new InvalidOperationException();
    }
}
