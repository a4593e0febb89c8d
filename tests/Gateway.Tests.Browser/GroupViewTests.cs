using Gateway.Iec104;
using Gateway.Tests.Integration.Web;
using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>One group: logs, traffic, masters, edit, restart.</summary>
[TestClass]
public sealed class GroupViewTests
{
    private static readonly InformationObjectAddress Point = new(1001);

    [TestMethod]
    public async Task A_log_line_appears_on_the_side_it_belongs_to()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1/logs");
        var rtu = screen.Page.GetByRole(AriaRole.Log, new PageGetByRoleOptions { Name = "RTU's side" });
        var masters = screen.Page.GetByRole(AriaRole.Log, new PageGetByRoleOptions { Name = "Masters' side" });
        await Screen.Expect(rtu).ToContainTextAsync("connected to IP: 127.0.1.1");
        await Screen.Expect(masters).Not.ToContainTextAsync("startdt act/con done.");

        _ = await bench.MasterAsync("1", "127.0.0.5");
        await Screen.Expect(masters).ToContainTextAsync("startdt act/con done.");
        await Screen.Expect(masters).ToContainTextAsync("127.0.0.5:");
        await Screen.Expect(rtu).ToContainTextAsync("startdt con received.");
        await Screen.Expect(rtu).Not.ToContainTextAsync("127.0.0.5");

        await screen.Page.GetByLabel("Search").FillAsync("startdt con");
        await Screen.Expect(rtu.Locator("li")).ToHaveCountAsync(1);
        await Screen.Expect(masters.Locator("li")).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task An_edit_with_an_error_is_refused_with_the_reason_at_its_field()
    {
        await using var bench = await Bench.StartAsync(groups: 2);
        var before = bench.PortOf("1");
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1", expectsRefusals: true);
        await screen.Button("Edit…").ClickAsync();
        var port = screen.Page.GetByLabel("Port", new PageGetByLabelOptions { Exact = true });
        await port.FillAsync($"{bench.PortOf("2")}");
        await screen.Button("Check…").ClickAsync();
        await Screen.Expect(port).ToHaveAttributeAsync("aria-invalid", "true");
        await Screen.Expect(port).ToBeFocusedAsync();
        await Screen.Expect(screen.Page.Locator(".field-error:visible")).ToContainTextAsync($"port {bench.PortOf("2")}");
        Assert.AreEqual(before, bench.PortOf("1"));

        await port.FillAsync($"{before}");
        await screen.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).First.FillAsync("Harbour");
        await screen.Button("Check…").ClickAsync();
        await Screen.Expect(screen.Page.Locator(".verdict")).ToContainTextAsync("would restart");
        await screen.Button("Apply").ClickAsync();
        await Screen.Expect(screen.Page.Locator("h1")).ToContainTextAsync("Harbour");
        await Screen.Expect(screen.Page.GetByText("edited, not saved")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Restart_of_a_group_leaves_another_groups_connections_open()
    {
        await using var bench = await Bench.StartAsync(groups: 2);
        _ = await bench.MasterAsync("1");
        var other = await bench.MasterAsync("2");
        var connection = (string?)(await bench.Rig.GetAsync("api/v1/groups/2"))["rtu"]!["since"];
        var number = (long)(await bench.Rig.GetAsync("api/v1/groups/2"))["masters"]![0]!["number"]!;
        var before = bench.Rig.Engine.Groups.ToDictionary(g => g.Config.Id);

        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1");
        await screen.Button("Restart…").ClickAsync();
        await Screen.Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 master with it");
        await screen.Button("Restart this group").ClickAsync();
        await Screen.Expect(screen.Page.GetByRole(AriaRole.Status).GetByText("has restarted")).ToBeVisibleAsync();

        Assert.AreNotSame(before["1"], bench.Rig.Engine.Groups.Single(g => g.Config.Id == "1"));
        var after = await bench.Rig.GetAsync("api/v1/groups/2");
        Assert.AreEqual(connection, (string?)after["rtu"]!["since"]);
        Assert.AreEqual(number, (long)after["masters"]![0]!["number"]!);
        bench.Rtus[1].Set(WebRig.Station, Point, isOn: true);
        await other.GetsAsync("IOA 1001 = ON");
    }

    [TestMethod]
    public async Task The_traffic_shows_an_event_on_both_sides_and_gives_a_capture()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        var master = await bench.MasterAsync("1");
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1/traffic");
        await Screen.Expect(screen.Page.GetByText("begins to watch")).ToBeVisibleAsync();
        bench.Rtus[0].Set(WebRig.Station, Point, isOn: true);
        await master.GetsAsync("IOA 1001 = ON");
        var rows = screen.Page.Locator(".traffic tbody tr", new PageLocatorOptions { HasText = "1001" });
        await Screen.Expect(rows).ToHaveCountAsync(2);
        await Screen.Expect(rows.Filter(new LocatorFilterOptions { HasText = "from RTU" })).ToContainTextAsync("M_SP_TB_1");
        await Screen.Expect(rows.Filter(new LocatorFilterOptions { HasText = "to master" })).ToContainTextAsync("ON");

        await screen.Page.GetByLabel("IOA").FillAsync("4711");
        await Screen.Expect(rows).ToHaveCountAsync(0);
        var download = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.GetByText("Download pcapng").ClickAsync());
        var octets = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.AreEqual("0A0D0D0A", Convert.ToHexString(octets[..4]), "a section header block");
    }

    [TestMethod]
    public async Task A_flood_of_events_goes_by_and_the_page_still_shows_what_comes_behind_it()
    {
        const int Events = 30_000;
        await using var bench = await Bench.StartAsync(groups: 1);
        var master = await bench.MasterAsync("1");
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1/traffic");
        await Screen.Expect(screen.Page.GetByText("begins to watch")).ToBeVisibleAsync();
        for (var n = 0; n < Events; n++)
        {
            bench.Rtus[0].Set(WebRig.Station, new InformationObjectAddress((uint)(1 + (n % 1000))), isOn: n % 2 == 0);
        }

        bench.Rtus[0].Set(WebRig.Station, new InformationObjectAddress(4711), isOn: true);
        await master.GetsAsync("IOA 4711 = ON");
        await Screen.Expect(screen.Page.Locator(".traffic tbody tr", new PageLocatorOptions { HasText = "4711" })).ToHaveCountAsync(2);
        Assert.IsLessThanOrEqualTo(500, await screen.Page.Locator(".traffic tbody tr").CountAsync());
        await screen.Button("Pause").ClickAsync();
        await Screen.Expect(screen.Page.GetByText("Paused.")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Who_resumes_the_traffic_when_another_watch_has_begun_is_told_that_some_is_missing()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1/traffic");
        await Screen.Expect(screen.Page.GetByText("begins to watch")).ToBeVisibleAsync();
        await screen.Button("Pause").ClickAsync();
        await Screen.Expect(screen.Page.GetByText("Paused.")).ToBeVisibleAsync();
        _ = await bench.Rig.SendAsync(HttpMethod.Post, "api/v1/groups/1/restart");
        _ = await bench.MasterAsync("1");
        await screen.Button("Resume").ClickAsync();
        await Screen.Expect(screen.Page.GetByText("Some rows are missing")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task A_master_is_disconnected_after_a_question()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        _ = await bench.MasterAsync("1", "127.0.0.9");
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1");
        await Screen.Expect(screen.Page.Locator(".masters tbody tr")).ToContainTextAsync("127.0.0.9:");
        await screen.Button("Disconnect…").ClickAsync();
        await screen.Button("Cancel").ClickAsync();
        await Screen.Expect(screen.Page.Locator(".masters tbody tr")).ToHaveCountAsync(1);

        await screen.Button("Disconnect…").ClickAsync();
        await screen.Button("Disconnect it").ClickAsync();
        await Screen.Expect(screen.Page.GetByText("No master is connected. The ports are open.")).ToBeVisibleAsync();
    }
}
