using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>All groups at a glance.</summary>
[TestClass]
public sealed class GroupListTests
{
    [TestMethod]
    public async Task The_list_updates_when_an_RTU_drops()
    {
        await using var bench = await Bench.StartAsync(groups: 2);
        _ = await bench.MasterAsync("1");
        _ = await bench.MasterAsync("2");
        await using var screen = await Screen.OpenAsync(bench.Rig);
        await Screen.Expect(screen.Row("Station 1").Locator(".state")).ToHaveTextAsync("up");
        await Screen.Expect(screen.Row("Station 2").Locator(".state")).ToHaveTextAsync("up");

        await bench.Rtus[1].DisposeAsync();
        await Screen.Expect(screen.Row("Station 2").Locator(".state")).ToHaveTextAsync("down");
        await Screen.Expect(screen.Row("Station 2")).ToContainTextAsync("the RTU is not connected");
        await Screen.Expect(screen.Row("Station 1").Locator(".state")).ToHaveTextAsync("up");

        // Trouble first.
        await Screen.Expect(screen.Page.Locator(".groups tbody tr").First).ToContainTextAsync("Station 2");
        await Screen.Expect(screen.Page.Locator(".chip[data-state=down] b")).ToHaveTextAsync("1");
    }

    [TestMethod]
    public async Task The_order_is_held_while_the_mouse_is_in_the_list()
    {
        await using var bench = await Bench.StartAsync(groups: 2);
        await using var screen = await Screen.OpenAsync(bench.Rig);
        var first = screen.Page.Locator(".groups tbody tr").First;
        await screen.Row("Station 1").Locator(".rtu").HoverAsync();
        await Screen.Expect(screen.Row("Station 2").Locator(".state")).ToHaveTextAsync("waiting");
        await bench.Rtus[1].DisposeAsync();
        await Screen.Expect(screen.Page.GetByText("order held")).ToBeVisibleAsync();
        await Screen.Expect(first).ToContainTextAsync("Station 1");

        await screen.Page.Mouse.MoveAsync(5, 5);
        await Screen.Expect(first).ToContainTextAsync("Station 2");
    }

    [TestMethod]
    public async Task The_filter_is_reached_and_used_by_keys_alone()
    {
        await using var bench = await Bench.StartAsync(groups: 2, change: g => g with { Name = g.Id == "1" ? "Quarry" : "Harbour" });
        await using var screen = await Screen.OpenAsync(bench.Rig);
        await Screen.Expect(screen.Row("Harbour")).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("/");
        await screen.Page.Keyboard.TypeAsync("waiting harb");
        await Screen.Expect(screen.Row("Quarry")).ToHaveCountAsync(0);
        await screen.Row("Harbour").GetByRole(AriaRole.Link).FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Screen.Expect(screen.Page.Locator("h1")).ToContainTextAsync("Harbour");
    }

    [TestMethod]
    public async Task An_explanation_comes_with_the_keyboard_and_goes_with_Escape()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig);
        await screen.Page.Locator("thead .term", new PageLocatorOptions { HasText = "behind" }).FocusAsync();
        var tip = screen.Page.GetByRole(AriaRole.Tooltip);
        await Screen.Expect(tip).ToContainTextAsync("The age of the oldest event");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Screen.Expect(tip).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task A_broken_stream_is_told_and_comes_back()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig, expectsRefusals: true);
        var at = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, bench.Rig.Server.Address!.Port);
        await Screen.Expect(screen.Page.Locator("#pulse-word")).ToHaveTextAsync("live");

        await bench.Rig.Server.ApplyAsync(settings: null);
        await Screen.Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No connection to the gateway: all figures are of");

        await bench.Rig.ServeAsync(new Abstractions.Configuration.WebConfig { Listen = at });
        await Screen.Expect(screen.Page.Locator("#pulse-word")).ToHaveTextAsync("live");
        await Screen.Expect(screen.Page.Locator("#broken")).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task A_name_that_looks_like_markup_stays_text()
    {
        const string Name = "<img src=x onerror=alert(1)>";
        await using var bench = await Bench.StartAsync(groups: 1, change: g => g with { Name = Name });
        await using var screen = await Screen.OpenAsync(bench.Rig);
        await Screen.Expect(screen.Page.Locator(".groups .name")).ToHaveTextAsync(Name);
        await screen.Page.Locator(".groups .who a").ClickAsync();
        await Screen.Expect(screen.Page.Locator("h1")).ToContainTextAsync(Name);
        await Screen.Expect(screen.Page.Locator("img")).ToHaveCountAsync(0);
    }
}
