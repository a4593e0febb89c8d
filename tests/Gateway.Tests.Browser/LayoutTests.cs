using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>Each view at both widths and in both themes: it is there, it fits, and nothing is said on the console.</summary>
[TestClass]
public sealed class LayoutTests
{
    private static readonly (string View, string Shows)[] Views =
    [
        ("", "Station 1"), ("#/group/1", "Masters"), ("#/group/1/logs", "RTU's side"), ("#/group/1/traffic", "what became of it"), ("#/group/1/settings", "Ports for masters"), ("#/audit", "Audit"), ("#/program", "Plugins"),
    ];

    // What a screen reader could not name.
    private const string Nameless =
        """
        () => [...document.querySelectorAll("input, select, textarea, button, a[href], svg[role=img]")]
          .filter(e => !(e.labels?.length > 0) && !e.getAttribute("aria-label") && !e.textContent.trim()).map(e => e.outerHTML).join("\n")
        """;

    // Labels that stand in another line than what they name.
    private const string Strayed =
        """
        () => [...document.querySelectorAll(".tools label")].filter(l => {
          const [label, control] = [l.getBoundingClientRect(), l.control.getBoundingClientRect()];
          return label.bottom < control.top || label.top > control.bottom;
        }).map(l => l.textContent).join("\n")
        """;

    [TestMethod]
    [DataRow(1280, ColorScheme.Light)]
    [DataRow(1280, ColorScheme.Dark)]
    [DataRow(400, ColorScheme.Light)]
    [DataRow(400, ColorScheme.Dark)]
    public async Task Every_view_fits_its_window(int width, ColorScheme theme)
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        _ = await bench.MasterAsync("1");
        await using var screen = await Screen.OpenAsync(bench.Rig, width: width, theme: theme);
        foreach (var (view, shows) in Views)
        {
            await screen.Page.EvaluateAsync("view => location.hash = view", view);
            await Screen.Expect(screen.Page.Locator("main").GetByText(shows).First).ToBeVisibleAsync();
            Assert.AreEqual(0, await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"), $"{view} is wider than its window");
            Assert.AreEqual("", await screen.Page.EvaluateAsync<string>(Strayed), $"labels away from their controls in {view}");
            Assert.AreEqual("", await screen.Page.EvaluateAsync<string>(Nameless), $"controls without a name in {view}");
        }
    }

    [TestMethod]
    public async Task The_chosen_theme_is_kept()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await Screen.OpenAsync(bench.Rig);
        await screen.Button("Theme: system").ClickAsync();
        await screen.Button("Theme: light").ClickAsync();
        _ = await screen.Page.ReloadAsync();
        await Screen.Expect(screen.Button("Theme: dark")).ToBeVisibleAsync();
        await Screen.Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
