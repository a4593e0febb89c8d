using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Demo;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration.Web;

namespace Gateway.Tests.Integration.Program;

/// <summary>What the demo has to show (H2), and that it costs nothing where it is not asked for.</summary>
[TestClass]
public sealed class DemoTests
{
    private const string Program = "api/v1/program";
    private const string Simulator = "iec104-sim.dll";

    private static readonly DemoPace Hurry = new()
    {
        FirstBurst = TimeSpan.FromMilliseconds(500),
        Burst = TimeSpan.FromMilliseconds(600),
        Alarms = TimeSpan.FromMilliseconds(300),
        Command = TimeSpan.FromMilliseconds(100),
        Interrogation = TimeSpan.FromMilliseconds(300),
        Stranger = TimeSpan.FromMilliseconds(300),
        Slumber = TimeSpan.FromSeconds(3),
        Awake = TimeSpan.FromMilliseconds(300),
    };

    [TestMethod, TestProperty("Rule", "H2")]
    public async Task Six_groups_live_and_one_is_down_and_something_happens_in_them()
    {
        var told = new Told();
        await using var plant = await DemoPlant.StartAsync();
        await using var rig = await WebRig.StartAsync([.. plant.Config.Groups]);
        await using var script = new DemoScript(plant, Hurry, s => PortOf(plant, s.Name).Listen, told.Tell);
        script.Begin();
        await Patience.UntilAsync(async () => TextOf(await rig.GetAsync("api/v1/status")) == "up 6, down 1, masters 13", "every group has its masters, and that which is down none");
        var groups = (await rig.GetAsync("api/v1/groups")).AsArray();
        Assert.AreEqual("Quarry", (string?)groups.Single(g => (string?)g!["state"] == "down")!["name"]);

        await using var own = await Scada.StartAsync("127.0.0.1", PortOf(plant, DemoStations.Busy).Listen);
        await Patience.UntilAsync(() => Alarms(own, "ON") >= 80 && Alarms(own, "OFF") >= 80, "an alarm burst comes, and goes");
        await told.HearsAsync("City Centre: 88 alarms in a second");
        await told.HearsAsync("new SCADA commands Windy Ridge wind farm: string 1, breaker OFF: selected, confirmed");
        await told.HearsAsync("old SCADA commands Windy Ridge wind farm: string 1, breaker ON: selected, confirmed");
        await told.HearsAsync("old SCADA interrogates Northfield: confirmed, 26 points");
        await told.HearsAsync("127.0.0.9 is refused by Harbour");
        Assert.DoesNotContain("not selected", told.ToString());
        Assert.DoesNotContain("let in", told.ToString());
        await Patience.UntilAsync(async () => await RefusedAsync(rig, "2") > 0, "the gateway has counted the refusal");
        await Patience.UntilAsync(async () => await QueuedAsync(rig, "4") > 50, "the slow master lags");
    }

    [TestMethod, TestProperty("Rule", "H2")]
    public async Task Each_command_of_the_demo_is_obeyed_and_may_be_taken_back()
    {
        await using var plant = await DemoPlant.StartAsync();
        foreach (var station in DemoPlant.Living)
        {
            var rtu = plant.RtuOf(station);
            await using var master = await ControllingStation.ConnectAsync(rtu.Ports[0]);
            await master.StartAsync().WaitAsync(Patience.Limit);
            foreach (var order in station.Orders.SelectMany(o => new[] { o.Do, o.Undo }))
            {
                foreach (var isSelect in (bool[])[true, false])
                {
                    var asdu = order.ToAsdu(station.Number, default, isSelect, DateTime.Now);
                    Assert.AreEqual(RequestOutcome.Positive, await master.Send(new(asdu)).Confirmation.WaitAsync(Patience.Limit), $"{station.Name}: {order}");
                }
            }
        }
    }

    [TestMethod, TestProperty("Rule", "H2")]
    public async Task Where_the_pages_port_is_taken_it_is_served_at_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, new WebConfig().Listen.Port);
        try
        {
            taken.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it: as good.
        }

        using var program = GatewayProgram.Start(file: null, "demo", "--seconds", "1");
        var page = new Uri((await program.Process.LineWithAsync("Page:"))["Page:".Length..].Trim());
        Assert.AreNotEqual(new WebConfig().Listen.Port, page.Port);
        Assert.Contains("from the RTUs ", await program.Process.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "H2")]
    public async Task The_running_demo_serves_its_page()
    {
        using var demo = GatewayProgram.Start(file: null, "demo");
        using var http = new HttpClient { BaseAddress = new Uri((await demo.Process.LineWithAsync("Page:"))["Page:".Length..].Trim()), Timeout = Patience.Limit };
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        Assert.AreEqual("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("""<script type="module" src="js/main.js">""", await page.Content.ReadAsStringAsync());
        using var script = await http.GetAsync(new Uri("js/main.js", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.OK, script.StatusCode);
    }

    [TestMethod, TestProperty("Rule", "H2")]
    [DataRow("-1", "give it a number of seconds")]
    [DataRow("4000001", "give it a number from 1 to 4000000, or 0")]
    public async Task A_time_that_cannot_be_is_refused(string seconds, string right)
    {
        using var program = GatewayProgram.Start(file: null, "demo", "--seconds", seconds);
        Assert.Contains($"--seconds {seconds}: {right}", await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "H2")]
    public async Task The_simulator_is_loaded_by_the_demo_alone()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("what a process has loaded is looked up in /proc");
        }

        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.190"), 0));
        var (port, web) = (FreePort.Next(), FreePort.Next());
        using var run = GatewayProgram.Start($"iec104MM2SS-1port-v1.0\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,{rtu.Local},\n", "-i", "stations.csv", "--web", $"{web}");
        await using var master = await Scada.StartAsync("127.0.0.2", port);
        _ = await run.Process.LineWithAsync("the web page is served");
        Assert.DoesNotContain(Simulator, await LoadedAsync(new Uri($"http://127.0.0.1:{web}")));

        using var demo = GatewayProgram.Start(file: null, "demo");
        Assert.Contains(Simulator, await LoadedAsync(new Uri((await demo.Process.LineWithAsync("Page:"))["Page:".Length..].Trim())));
    }

    private static MasterPortConfig PortOf(DemoPlant plant, string name) => plant.Config.Groups.Single(g => g.Name == name).Ports[0];

    private static string TextOf(JsonNode status) =>
        $"up {status["totals"]!["up"]}, down {status["totals"]!["down"]}, masters {status["totals"]!["masters"]}";

    private static int Alarms(Scada master, string state) => master.Got.Count(g => g.StartsWith("M_SP_TB_1 spontaneous CA 104 IOA 10", StringComparison.Ordinal) && g.Contains($" = {state}", StringComparison.Ordinal));

    private static async Task<long> RefusedAsync(WebRig rig, string group) => (long)(await rig.GetAsync($"api/v1/groups/{group}"))["summary"]!["counters"]!["refused"]!;

    private static async Task<long> QueuedAsync(WebRig rig, string group) => (long)(await rig.GetAsync($"api/v1/groups/{group}"))["summary"]!["queued"]!;

    private static async Task<string> LoadedAsync(Uri page)
    {
        using var http = new HttpClient { BaseAddress = page, Timeout = Patience.Limit };
        var program = JsonNode.Parse(await http.GetStringAsync(new Uri(Program, UriKind.Relative)))!;
        return await File.ReadAllTextAsync($"/proc/{program["processId"]}/maps");
    }

    private sealed class Told
    {
        private readonly List<string> _lines = [];

        public void Tell(string what)
        {
            lock (_lines)
            {
                _lines.Add(what);
            }
        }

        public Task HearsAsync(string what) => Patience.UntilAsync(() => ToString().Contains(what, StringComparison.Ordinal), what);

        public override string ToString()
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }
}
