using System.Collections.Concurrent;
using Gateway.Tests.Integration;
using Gateway.Tests.Integration.Web;
using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>What stands behind the # in the address, and what the page asks for.</summary>
[TestClass]
public sealed class AddressTests
{
    private readonly Dictionary<string, int> _ports = new[] { "rtu", "1", "2", "3" }.ToDictionary(p => p, _ => FreePort.Next(), StringComparer.Ordinal);

    [TestMethod]
    [DataRow("#/%")]
    [DataRow("#/group")]
    [DataRow("#/group/%E0%A4%A/logs")]
    [DataRow("#/nothing/here")]
    public async Task An_address_that_is_none_says_so_and_leads_to_the_list(string view)
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig, view);
        await Screen.Expect(screen.Page.Locator("h1")).ToHaveTextAsync("There is no such page");
        await Screen.Expect(screen.Page.Locator("#views [aria-current]")).ToHaveCountAsync(0);
        await screen.Page.Locator("main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "All groups" }).ClickAsync();
        await Screen.Expect(screen.Row("Station 1")).ToBeVisibleAsync();
        await Screen.Expect(screen.Page.Locator("#views [aria-current]")).ToHaveTextAsync("Groups");
    }

    [TestMethod]
    public async Task The_link_to_the_content_stays_in_the_view()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1/settings");
        await Screen.Expect(screen.Page.Locator("h1")).ToContainTextAsync("Station 1");
        await screen.Page.Locator(".skip").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Screen.Expect(screen.Page.Locator("main")).ToBeFocusedAsync();
        await Screen.Expect(screen.Page.Locator("h1")).ToContainTextAsync("Station 1");
        Assert.EndsWith("#/group/1/settings", screen.Page.Url);
    }

    [TestMethod]
    public async Task A_group_whose_id_has_a_slash_has_its_page()
    {
        const string Id = "North/1 50%";
        await using var bench = await Bench.StartAsync(groups: 1, change: g => g with { Id = Id });
        await using var screen = await Screen.OpenAsync(bench.Rig);
        await screen.Row("Station 1").GetByRole(AriaRole.Link).ClickAsync();
        await Screen.Expect(screen.Page.Locator("h1 .id")).ToHaveTextAsync(Id);
        await Screen.Expect(screen.Page.Locator(".group-state .state")).ToHaveTextAsync("waiting");

        await screen.Page.Keyboard.PressAsync("2");
        await Screen.Expect(screen.Page.GetByRole(AriaRole.Log, new PageGetByRoleOptions { Name = "RTU's side" })).ToContainTextAsync("connected to IP: 127.0.1.1");
        await screen.Page.ReloadAsync();
        await Screen.Expect(screen.Page.Locator("h1 .id")).ToHaveTextAsync(Id);

        await screen.Button("Edit…").ClickAsync();
        await Screen.Expect(screen.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).First).ToHaveValueAsync("Station 1");
    }

    [TestMethod]
    public async Task The_page_asks_for_no_group_where_it_shows_the_program()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig, "about:blank");
        var asked = new ConcurrentQueue<string>();
        screen.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).PathAndQuery);
        _ = await screen.Page.GotoAsync(new Uri(bench.Rig.Server.Address!, "#/program").ToString());
        await Screen.Expect(screen.Page.Locator("main")).ToContainTextAsync("Gateway.Plugins.Routing");
        Assert.Contains("/api/v1/status?groups=false", asked);
        Assert.DoesNotContain("/api/v1/status", asked);
    }

    [TestMethod]
    public async Task A_group_that_a_reload_puts_between_others_is_shown_there()
    {
        await using var rig = await WebRig.StartAsync("gateway.json", FileOf("1", "3"));
        await using var screen = await Screen.OpenAsync(rig);
        var ids = screen.Page.Locator(".groups tbody .id");
        await Screen.Expect(ids).ToHaveTextAsync(["1", "3"]);
        _ = await screen.Page.Locator("#sort").SelectOptionAsync("file");

        await File.WriteAllTextAsync(Path.Combine(rig.Folder, "gateway.json"), FileOf("1", "2", "3"));
        _ = await rig.Operations.ReloadAsync();
        await Screen.Expect(ids).ToHaveTextAsync(["1", "2", "3"]);

        await screen.Row("Station 1").GetByRole(AriaRole.Link).ClickAsync();
        await Screen.Expect(screen.Page.Locator("h1 .id")).ToHaveTextAsync("1");
        await screen.Page.Keyboard.PressAsync("]");
        await Screen.Expect(screen.Page.Locator("h1 .id")).ToHaveTextAsync("2");
    }

    private string FileOf(params string[] ids) => $$"""
        { "groups": [{{string.Join(',', ids.Select(id => $$"""
            { "id": "{{id}}", "name": "Station {{id}}", "commonAddress": 7, "hosts": ["127.0.1.163:{{_ports["rtu"]}}"], "ports": [{ "port": {{_ports[id]}}, "listen": "127.0.0.1" }] }
            """))}}] }
        """;
}
