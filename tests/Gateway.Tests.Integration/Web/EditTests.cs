using System.Net;
using System.Text.Json.Nodes;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Web;

/// <summary>A group's settings are edited while it runs.</summary>
[TestClass]
public sealed class EditTests
{
    private const string Path1 = "api/v1/groups/1/config";

    private static readonly InformationObjectAddress Point = new(1);

    [TestMethod, TestProperty("Rule", "C4"), TestProperty("Rule", "C5")]
    public async Task What_is_wrong_is_told_field_by_field_and_changes_nothing()
    {
        await using var north = Rtu("127.0.1.170");
        await using var south = Rtu("127.0.1.171");
        var (a, b) = (WebRig.Group("1", north), WebRig.Group("2", south));
        await using var rig = await WebRig.StartAsync(a, b);
        await using var master = await Scada.StartAsync("127.0.0.2", a.Ports[0].Listen.Port);
        var edit = new { name = "", commonAddress = 65535, hosts = new[] { "nowhere" }, ports = new[] { new { port = 99_999 } }, k = 5 };
        var result = await rig.SendAsync(HttpMethod.Put, Path1, edit, HttpStatusCode.UnprocessableEntity);
        Assert.AreEqual("k", Told(result, "cannot be edited"));

        var without = new { edit.name, edit.commonAddress, edit.hosts, edit.ports };
        result = await rig.SendAsync(HttpMethod.Put, Path1, without, HttpStatusCode.UnprocessableEntity);
        Assert.AreEqual("name", Told(result, "name is an empty text"));
        Assert.AreEqual("commonAddress", Told(result, "broadcast"));
        Assert.AreEqual("hosts[0]", Told(result, "'nowhere' is no IP:PORT"));
        Assert.AreEqual("hosts", Told(result, "hosts has no IP:PORT"));
        Assert.AreEqual("ports[0].port", Told(result, "from 1 to 65535"));

        result = await rig.SendAsync(HttpMethod.Put, Path1, new { ports = new[] { new { port = b.Ports[0].Listen.Port } } }, HttpStatusCode.UnprocessableEntity);
        Assert.AreEqual("ports[0].port", Told(result, "is taken by"));
        result = await rig.SendAsync(HttpMethod.Put, Path1, new { ports = Array.Empty<object>() }, HttpStatusCode.UnprocessableEntity);
        Assert.AreEqual("ports", Told(result, "no list of 1 ports"));
        Assert.IsFalse(master.Station.Closed.IsCompleted);
        Assert.AreEqual("Station 1", (string?)(await rig.GetAsync(Path1))["group"]!["name"]);
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public async Task Of_two_who_edit_at_once_the_second_is_told()
    {
        await using var rtu = Rtu("127.0.1.174");
        await using var rig = await WebRig.StartAsync(WebRig.Group("1", rtu));
        var seen = $"{Path1}?version={(string)(await rig.GetAsync(Path1))["version"]!}";
        _ = await rig.SendAsync(HttpMethod.Put, seen, new { name = "Norden" });
        var result = await rig.SendAsync(HttpMethod.Put, seen, new { name = "Nord" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("somebody else has edited it", (string)result["result"]!);
        var now = await rig.GetAsync(Path1);
        Assert.AreEqual("Norden", (string?)now["group"]!["name"]);
        _ = await rig.SendAsync(HttpMethod.Put, $"{Path1}?version={(string)now["version"]!}", new { name = "Nord" });
    }

    [TestMethod, TestProperty("Rule", "S1"), TestProperty("Rule", "C6")]
    public async Task An_edit_restarts_its_group_alone()
    {
        await using var north = Rtu("127.0.1.172");
        await using var south = Rtu("127.0.1.173");
        var (a, b) = (WebRig.Group("1", north), WebRig.Group("2", south));
        await using var rig = await WebRig.StartAsync(a, b);
        await using var goes = await Scada.StartAsync("127.0.0.2", a.Ports[0].Listen.Port);
        await using var stays = await Scada.StartAsync("127.0.0.3", b.Ports[0].Listen.Port);
        var port = FreePort.Next();
        var edit = new { name = "Norden", commonAddress = 9, ports = new[] { new { port, filter = new[] { "127.0.0.4" } } } };

        var check = await rig.SendAsync(HttpMethod.Put, Path1 + "?check=true", edit);
        Assert.IsFalse((bool)check["isApplied"]!);
        Assert.Contains("would restart", (string)check["result"]!);
        Assert.AreEqual("Station 1", (string?)(await rig.GetAsync(Path1))["group"]!["name"]);

        var result = await rig.SendAsync(HttpMethod.Put, Path1, edit);
        Assert.IsTrue((bool)result["isApplied"]!);
        Assert.IsFalse((bool)result["isSaved"]!);
        _ = await goes.Station.Closed.WaitAsync(Patience.Limit);
        await using var moved = await Scada.StartAsync("127.0.0.4", port);
        north.Set(WebRig.Station, Point, isOn: true);
        south.Set(WebRig.Station, Point, isOn: true);
        await moved.GetsAsync("IOA 1 = ON");
        await moved.GetsAsync("M_EI_NA_1", "CA 9");
        await stays.GetsAsync("IOA 1 = ON");
        Assert.IsFalse(stays.Station.Closed.IsCompleted);

        var now = await rig.GetAsync("api/v1/groups/1");
        Assert.AreEqual("Norden", (string?)now["summary"]!["name"]);
        Assert.IsTrue((bool)now["summary"]!["hasUnsavedEdit"]!);
        Assert.AreEqual("127.0.0.4/32", (string?)now["ports"]![0]!["filter"]![0]);
        Assert.Contains("group 1 (Norden) is edited by local and restarts", rig.Log);
    }

    [TestMethod]
    public async Task Without_a_file_nothing_can_be_saved()
    {
        await using var rtu = Rtu("127.0.1.174");
        await using var rig = await WebRig.StartAsync(WebRig.Group("1", rtu));
        Assert.Contains("without a configuration file", (string)(await rig.GetAsync(Path1))["whyNotSaved"]!);
        var result = await rig.SendAsync(HttpMethod.Put, Path1 + "?save=true", new { name = "Norden" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("nothing has changed", (string)result["result"]!);
        Assert.AreEqual("Station 1", (string?)(await rig.GetAsync(Path1))["group"]!["name"]);
    }

    [TestMethod, TestProperty("Rule", "C6")]
    public async Task What_is_edited_to_what_it_was_restarts_nothing()
    {
        await using var rtu = Rtu("127.0.1.175");
        var group = WebRig.Group("1", rtu);
        await using var rig = await WebRig.StartAsync(group);
        await using var master = await Scada.StartAsync("127.0.0.2", group.Ports[0].Listen.Port);
        var same = (await rig.GetAsync(Path1))["group"]!.DeepClone();
        var result = await rig.SendAsync(HttpMethod.Put, Path1, same);
        Assert.IsFalse((bool)result["isApplied"]!);
        Assert.AreEqual("nothing changed", (string?)result["result"]);
        Assert.IsFalse(master.Station.Closed.IsCompleted);
    }

    private static string? Told(JsonNode result, string message) =>
        (string?)result["findings"]!.AsArray().First(f => ((string)f!["message"]!).Contains(message, StringComparison.Ordinal))!["field"];

    private static ControlledStation Rtu(string address) => ControlledStation.Listen(new IPEndPoint(IPAddress.Parse(address), 0));
}
