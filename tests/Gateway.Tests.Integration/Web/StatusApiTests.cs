using System.Net;
using System.Text.Json.Nodes;
using Gateway.Core.Hosting;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Web;

/// <summary>The status by HTTP, of a gateway that carries traffic (O2), and what an operator does through it.</summary>
[TestClass]
public sealed class StatusApiTests
{
    private static readonly InformationObjectAddress Point = new(1);

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task The_document_tells_of_every_group_its_state_its_masters_and_what_has_passed()
    {
        await using var north = Rtu("127.0.1.140");
        await using var south = Rtu("127.0.1.141");
        var (a, b) = (WebRig.Group("1", north), WebRig.Group("2", south));
        await using var rig = await WebRig.StartAsync(a, b);
        await using var master = await Scada.StartAsync("127.0.0.2", a.Ports[0].Listen.Port);
        north.Set(WebRig.Station, Point, isOn: true);
        await master.GetsAsync("IOA 1 = ON");

        JsonNode? document = null;
        await Patience.UntilAsync(
            async () => (string?)(document = await rig.GetAsync("api/v1/status"))["groups"]![1]!["state"] == "waiting", "the second RTU is connected");
        var (up, waiting) = (document!["groups"]![0]!, document["groups"]![1]!);
        Assert.AreEqual(("1", "Station 1", "up", "started"), ((string?)up["id"], (string?)up["name"], (string?)up["state"], (string?)up["rtu"]));
        Assert.AreEqual(north.Local.ToString(), (string?)up["rtuHost"]);
        Assert.AreEqual((1, 1), ((int)up["connected"]!, (int)up["started"]!));
        Assert.AreEqual(1, (int)up["counters"]!["fromRtu"]!);
        Assert.AreEqual(2, (int)up["counters"]!["toMasters"]!, "the event and the end of initialization");
        Assert.IsEmpty(up["problems"]!.AsArray());
        Assert.AreEqual(0, (int)waiting["connected"]!);
        Assert.AreEqual((2, 1, 1, 0), (
            (int)document["totals"]!["groups"]!, (int)document["totals"]!["up"]!, (int)document["totals"]!["waiting"]!, (int)document["totals"]!["down"]!));
        Assert.AreEqual("iec104-gateway", (string?)document["program"]!["name"]);
        Assert.AreEqual("notConfigured", (string?)document["time"]!["state"]);
        Assert.Contains(p => (string?)p!["name"] == "Gateway.Plugins.Routing" && (string?)p["state"] == "loaded", document["plugins"]!.AsArray());
        Assert.IsNull(document["configuration"]!["file"]);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task Without_groups_the_document_is_what_is_known_of_the_program()
    {
        await using var rtu = Rtu("127.0.1.144");
        await using var rig = await WebRig.StartAsync(WebRig.Group("1", rtu));
        var document = (await rig.GetAsync("api/v1/status?groups=false")).AsObject();
        Assert.AreSequenceEqual(new[] { "program", "configuration", "time", "plugins" }, document.Select(p => p.Key));
        var whole = (await rig.GetAsync("api/v1/status")).AsObject();
        foreach (var part in document.Where(p => p.Key != "program"))
        {
            Assert.AreEqual(whole[part.Key]!.ToJsonString(), part.Value!.ToJsonString());
        }

        Assert.AreEqual((int)whole["program"]!["processId"]!, (int)document["program"]!["processId"]!);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow("North/1")]
    [DataRow("North%2F1")]
    [DataRow("/")]
    [DataRow("50% of\\all/ü?#&+")]
    public async Task A_groups_id_may_be_any_text(string id)
    {
        await using var rtu = Rtu("127.0.1.145");
        await using var rig = await WebRig.StartAsync(WebRig.Group(id, rtu) with { LogEvents = true }, WebRig.Group("North", rtu));
        var path = $"api/v1/groups/{Uri.EscapeDataString(id)}";
        Assert.AreEqual(id, (string?)(await rig.GetAsync(path))["summary"]!["id"]);
        Assert.AreEqual(id, (string?)(await rig.GetAsync($"{path}/config"))["id"]);
        Assert.IsNotNull((await rig.GetAsync($"{path}/log?search=a/b"))["lines"]);
        Assert.IsNotNull((await rig.GetAsync($"{path}/traffic"))["rows"]);
        Assert.AreEqual("restarted", (string?)(await rig.SendAsync(HttpMethod.Post, $"{path}/restart"))["result"]);
        Assert.AreEqual($"there is no group '{id}9'", (string?)(await rig.GetAsync($"{path}9", HttpStatusCode.NotFound))["error"]);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_groups_page_tells_of_its_masters_and_its_requests()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.142"), 0));
        var group = WebRig.Group("1", rtu);
        await using var rig = await WebRig.StartAsync(group);
        await using var master = await Scada.StartAsync("127.0.0.2", group.Ports[0].Listen.Port);
        var details = await rig.GetAsync("api/v1/groups/1");
        var told = details["masters"]!.AsArray().Single()!;
        Assert.AreEqual(("started", 1L), ((string?)told["state"], (long)told["number"]!));
        Assert.StartsWith("127.0.0.2:", (string?)told["address"]);
        Assert.AreEqual(group.Ports[0].Listen.Port, (int)told["port"]!);
        Assert.AreEqual("listening", (string?)details["ports"]![0]!["state"]);
        Assert.AreEqual("any", (string?)details["settings"]!["acknowledge"]);
        Assert.AreEqual(12, (int)details["settings"]!["k"]!);
        Assert.AreEqual(0, (int)details["rtu"]!["outstanding"]!);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_group_whose_RTU_is_away_tells_what_is_wrong_and_a_port_that_is_taken_too()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var rtu = Rtu("127.0.1.143");
        var group = WebRig.Group("1", rtu, port);

        // Where no port at all is free nothing runs.
        await using var rig = await WebRig.StartAsync(group with { Hosts = [group.Hosts[0] with { Port = FreePort.Next() }] }, WebRig.Group("2", rtu, FreePort.Next()));
        JsonNode? line = null;
        await Patience.UntilAsync(async () => (line = (await rig.GetAsync("api/v1/groups"))[0]!)["lastFault"]?["kind"]?.GetValue<int>() == 202, "a connect has failed");
        Assert.AreEqual("down", (string?)line!["state"]);
        var problems = line["problems"]!.AsArray().Select(p => (string)p!).ToList();
        Assert.Contains(p => p.StartsWith("the RTU is not connected", StringComparison.Ordinal), problems);
        Assert.Contains($"port {port}: it is in use by another program", problems);
        Assert.Contains("connection refused", (string)line["lastFault"]!["what"]!);
        Assert.AreEqual("failed", (string?)(await rig.GetAsync("api/v1/groups/1"))["ports"]![0]!["state"]);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_master_is_disconnected_and_the_other_goes_on()
    {
        await using var rtu = Rtu("127.0.1.144");
        var group = WebRig.Group("1", rtu);
        await using var rig = await WebRig.StartAsync(group);
        await using var goes = await Scada.StartAsync("127.0.0.2", group.Ports[0].Listen.Port);
        await using var stays = await Scada.StartAsync("127.0.0.3", group.Ports[0].Listen.Port);
        var number = await NumberAsync(rig, "127.0.0.2:");
        Assert.AreEqual("disconnected", (string?)(await rig.SendAsync(HttpMethod.Post, $"api/v1/groups/1/masters/{number}/disconnect"))["result"]);
        _ = await goes.Station.Closed.WaitAsync(Patience.Limit);
        rtu.Set(WebRig.Station, Point, isOn: true);
        await stays.GetsAsync("IOA 1 = ON");
        Assert.Contains("gone already", (string)(await rig.SendAsync(HttpMethod.Post, $"api/v1/groups/1/masters/{number}/disconnect", status: HttpStatusCode.NotFound))["error"]!);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_drained_master_is_closed_when_it_has_acknowledged_everything()
    {
        await using var rtu = Rtu("127.0.1.145");
        var group = WebRig.Group("1", rtu);
        await using var rig = await WebRig.StartAsync(group);
        await using var goes = await Scada.StartAsync("127.0.0.2", group.Ports[0].Listen.Port);
        await using var stays = await Scada.StartAsync("127.0.0.3", group.Ports[0].Listen.Port);
        rtu.Set(WebRig.Station, Point, isOn: true);
        await goes.GetsAsync("IOA 1 = ON");
        _ = await rig.SendAsync(HttpMethod.Post, $"api/v1/groups/1/masters/{await NumberAsync(rig, "127.0.0.2:")}/drain");
        _ = await goes.Station.Closed.WaitAsync(Patience.Limit);
        Assert.AreEqual(0, (int)(await rig.GetAsync("api/v1/groups/1"))["summary"]!["counters"]!["missed"]!);
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "S1")]
    public async Task The_restart_of_one_group_leaves_anothers_connections_open()
    {
        await using var north = Rtu("127.0.1.146");
        await using var south = Rtu("127.0.1.147");
        var (a, b) = (WebRig.Group("1", north), WebRig.Group("2", south));
        await using var rig = await WebRig.StartAsync(a, b);
        await using var goes = await Scada.StartAsync("127.0.0.2", a.Ports[0].Listen.Port);
        await using var stays = await Scada.StartAsync("127.0.0.3", b.Ports[0].Listen.Port);
        _ = await rig.SendAsync(HttpMethod.Post, "api/v1/groups/1/restart");
        _ = await goes.Station.Closed.WaitAsync(Patience.Limit);
        await using var again = await Scada.StartAsync("127.0.0.2", a.Ports[0].Listen.Port);
        north.Set(WebRig.Station, Point, isOn: true);
        south.Set(WebRig.Station, Point, isOn: true);
        await again.GetsAsync("IOA 1 = ON");
        await stays.GetsAsync("IOA 1 = ON");
        Assert.IsFalse(stays.Station.Closed.IsCompleted);
        Assert.AreEqual("1", (string?)(await rig.GetAsync("api/v1/groups"))[0]!["id"], "the order stays");
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow("GET", "api/v1/groups/9", 404, "there is no group '9'")]
    [DataRow("GET", "api/v1/groups/9/config", 404, "there is no group '9'")]
    [DataRow("POST", "api/v1/groups/9/restart", 404, "there is no group '9'")]
    [DataRow("POST", "api/v1/groups/9/masters/1/drain", 404, "there is no group '9'")]
    [DataRow("POST", "api/v1/groups/1/masters/99/drain", 404, "gone already")]
    [DataRow("POST", "api/v1/session", 415, "application/json")]
    public async Task What_is_not_there_is_refused_in_words(string method, string path, int status, string says)
    {
        await using var rtu = Rtu("127.0.1.148");
        await using var rig = await WebRig.StartAsync(WebRig.Group("1", rtu));
        Assert.Contains(says, (string)(await rig.SendAsync(new HttpMethod(method), path, status: (HttpStatusCode)status))["error"]!);
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "O3"), TestProperty("Rule", "S1")]
    public async Task A_group_that_is_stuck_or_was_not_started_is_told_so_and_keeps_no_other_from_being_seen()
    {
        await using var north = Rtu("127.0.1.150");
        await using var south = Rtu("127.0.1.151");
        var missing = WebRig.Group("0", south) with { Policies = ["missing"] };
        await using var rig = await WebRig.StartAsync(missing, WebRig.Group("1", north), missing with { Id = "1b" }, WebRig.Group("2", south), missing with { Id = "3" });
        using var stuck = await StuckEnd.HoldAsync(rig.Engine.Groups[1]);

        var groups = (await rig.GetAsync("api/v1/groups")).AsArray();
        Assert.AreSequenceEqual(["0", "1", "1b", "2", "3"], groups.Select(g => (string)g!["id"]!));
        Assert.AreNotEqual("stuck", (string?)groups[1]!["state"]);
        Assert.AreEqual("stuck", (string?)groups[3]!["state"]);
        Assert.MatchesRegex(@"^it does not answer since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d: it does not take its turn; ", (string)groups[3]!["problems"]![0]!);
        Assert.AreEqual("notStarted", (string?)groups[0]!["state"]);
        Assert.AreEqual("group 3 is not started: no plugin has a routing policy 'missing'", (string?)groups[4]!["problems"]![0]);
        Assert.AreEqual("stuck", (string?)(await rig.GetAsync("api/v1/groups/2"))["summary"]!["state"]);
        foreach (var order in new[] { "disconnect", "drain" })
        {
            var refusal = (string)(await rig.SendAsync(HttpMethod.Post, $"api/v1/groups/2/masters/1/{order}", status: HttpStatusCode.ServiceUnavailable))["error"]!;
            Assert.MatchesRegex(@"^group 2 \(Station 2\) is stuck: it does not answer since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d; should it go on, this is done then$", refusal);
        }

        // It gathers no more of them than so many.
        var south2 = rig.Engine.Groups[1];
        var orders = Enumerable.Range(0, GroupHost.MostOrders - 2).Select(_ => south2.DrainAsync(1)).ToList();
        var full = (string)(await rig.SendAsync(HttpMethod.Post, "api/v1/groups/2/masters/1/drain", status: HttpStatusCode.ServiceUnavailable))["error"]!;
        Assert.MatchesRegex(@"^group 2 \(Station 2\) does not answer since [-0-9]+ [:0-9]+; 64 orders wait for it already, and this one is not taken$", full);

        var metrics = await rig.Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        Assert.Contains("iec104_gateway_group_runs{group=\"1\"} 1\niec104_gateway_group_runs{group=\"1b\"} 0\niec104_gateway_group_runs{group=\"2\"} 0\niec104_gateway_group_runs{group=\"3\"} 0\n", metrics);
        Assert.Contains("rtu_connected{group=\"1\"}", metrics);
        Assert.DoesNotContain("rtu_connected{group=\"2\"}", metrics);
        stuck.Release();
        await stuck.Watching.WaitAsync(Patience.Limit);
        await Patience.UntilAsync(async () => (string?)(await rig.GetAsync("api/v1/groups"))[3]!["state"] != "stuck", "it goes on");
        Assert.DoesNotContain(true, await Task.WhenAll(orders).WaitAsync(Patience.Limit));
        Assert.IsFalse(await south2.DrainAsync(1).WaitAsync(Patience.Limit));
    }

    [TestMethod, TestProperty("Rule", "O3")]
    public async Task Health_names_the_groups_that_are_stuck()
    {
        await using var rig = WebRig.Make(file: null, TimeProvider.System);
        await rig.ServeAsync(new() { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        rig.Operations.Stuck = () => ["group 2 (South)"];
        using var answer = await rig.Http.GetAsync(new Uri("healthz", UriKind.Relative));
        Assert.AreEqual((HttpStatusCode.ServiceUnavailable, "stuck: group 2 (South)"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [TestMethod, TestProperty("Rule", "O3")]
    public async Task Health_and_readiness_need_no_login()
    {
        await using var rig = WebRig.Make(file: null, TimeProvider.System);
        await rig.ServeAsync(new() { Listen = new IPEndPoint(IPAddress.Loopback, 0), Users = [AccessTests.Anna] });
        Assert.AreEqual(HttpStatusCode.OK, (await rig.Http.GetAsync(new Uri("healthz", UriKind.Relative))).StatusCode);
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, (await rig.Http.GetAsync(new Uri("readyz", UriKind.Relative))).StatusCode);
        await using var ready = await WebRig.StartAsync();
        Assert.AreEqual("ready", await ready.Http.GetStringAsync(new Uri("readyz", UriKind.Relative)));
    }

    private static async Task<long> NumberAsync(WebRig rig, string address) =>
        (long)(await rig.GetAsync("api/v1/groups/1"))["masters"]!.AsArray().Single(m => ((string)m!["address"]!).StartsWith(address, StringComparison.Ordinal))!["number"]!;

    private static ControlledStation Rtu(string address) => ControlledStation.Listen(new IPEndPoint(IPAddress.Parse(address), 0));
}
