namespace Gateway.Tests.Browser;

/// <summary>1,000 groups, of which each has news every second: the page writes and moves little. Seconds are told to its store by hand.</summary>
[TestClass]
public sealed class ManyGroupsTests
{
    private const int Groups = 1000;

    // tell(trouble): one second more, in which every group has got some events; these ids have a problem. Returns what it changed in the document.
    private const string Prepare =
        """
        async (count) => {
          const store = await import("/js/store.js");
          (await import("/js/stream.js")).close();
          const template = JSON.stringify({ ...store.groups.values().next().value.row, state: "up", problems: [] });
          const second = 10 * Math.ceil(Date.parse(store.program.now) / 10000);
          let told = 0;
          const counters = new Map();
          window.tell = (...trouble) => {
            const rows = Array.from({ length: count }, (_, i) => {
              const row = { ...JSON.parse(template), id: `${i + 1}`, name: `Station ${i + 1}`, queued: told };
              counters.set(i, (counters.get(i) ?? 0) + 10 + (i * 7919 + told * 31) % 13);
              row.counters.fromRtu = counters.get(i);
              if (trouble.includes(row.id)) row.problems = ["something"];
              return row;
            });
            const watch = new MutationObserver(() => {});
            watch.observe(document.getElementById("main"), { subtree: true, childList: true, attributes: true, characterData: true });
            store.takeTotals({ now: new Date(1000 * (second + told)).toISOString(), totals: store.program.totals });
            store.takeGroups({ all: told === 0, groups: rows, removed: [] });
            told++;
            const changes = watch.takeRecords();
            watch.disconnect();
            const element = (c) => c.target.closest ? c.target : c.target.parentElement;
            const added = (place) => changes.filter((c) => element(c)?.matches(place)).reduce((n, c) => n + c.addedNodes.length, 0);
            return { rows: new Set(changes.map((c) => element(c)?.closest("tbody tr")).filter(Boolean)).size, moved: added("tbody"), marks: added(".board") };
          };
        }
        """;

    [TestMethod]
    public async Task Rows_outside_of_the_window_are_not_written_to_until_they_come_into_it()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await OpenAsync(bench);
        var seen = await TellAsync(screen);
        Assert.IsGreaterThan(5, seen.Rows);
        Assert.IsLessThan(100, seen.Rows);
        Assert.AreEqual((0, 0), (seen.Moved, seen.Marks));

        var last = screen.Page.Locator(".groups tbody tr").Last;
        await last.ScrollIntoViewIfNeededAsync();
        await Screen.Expect(last.Locator(".queue")).ToHaveTextAsync("2");
    }

    [TestMethod]
    public async Task A_group_that_changes_its_place_moves_alone()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await OpenAsync(bench);
        var first = screen.Page.Locator(".groups tbody tr").First;
        var up = await TellAsync(screen, "900");
        await Screen.Expect(first).ToContainTextAsync("Station 900");
        var down = await TellAsync(screen);
        await Screen.Expect(first).ToContainTextAsync("Station 1");
        foreach (var change in new[] { up, down })
        {
            Assert.IsGreaterThan(0, change.Moved);
            Assert.IsLessThan(4, change.Moved);
            Assert.IsLessThan(4, change.Marks);
        }
    }

    [TestMethod]
    public async Task An_order_by_figures_is_made_anew_every_ten_seconds_and_the_board_keeps_its_places()
    {
        await using var bench = await Bench.StartAsync(groups: 1);
        await using var screen = await OpenAsync(bench);
        _ = await screen.Page.Locator("#sort").SelectOptionAsync("events");
        var changes = new List<Change>();
        for (var i = 0; i < 20; i++)
        {
            changes.Add(await TellAsync(screen));
        }

        Assert.AreEqual(2, changes.Count(c => c.Moved > 0));
        Assert.IsTrue(changes.TrueForAll(c => c.Marks == 0));
    }

    // It has been told of all of them, and knows which of them are in the window.
    private static async Task<Screen> OpenAsync(Bench bench)
    {
        var screen = await Screen.OpenAsync(bench.Rig);
        await Screen.Expect(screen.Row("Station 1")).ToBeVisibleAsync();
        await screen.Page.EvaluateAsync(Prepare, Groups);
        _ = await TellAsync(screen);
        await Screen.Expect(screen.Page.Locator(".groups tbody tr")).ToHaveCountAsync(Groups);
        await screen.Page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
        _ = await TellAsync(screen);
        return screen;
    }

    private static Task<Change> TellAsync(Screen screen, params string[] trouble) => screen.Page.EvaluateAsync<Change>("(trouble) => tell(...trouble)", trouble);

    private sealed class Change
    {
        public int Rows { get; set; }

        public int Moved { get; set; }

        public int Marks { get; set; }
    }
}
