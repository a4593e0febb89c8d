using Gateway.Abstractions.Configuration;
using Gateway.Host.Web;
using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>Who may see, and who may do.</summary>
[TestClass]
public sealed class LoginTests
{
    private static readonly WebConfig Locked = new()
    {
        Users = [new WebUser("anna", WebRole.Operator, PasswordHash.Of("correct horse", rounds: 10)), new WebUser("ben", WebRole.Viewer, PasswordHash.Of("battery staple", rounds: 10))],
    };

    private const string Restart = "/api/v1/groups/1/restart";

    [TestMethod]
    public async Task A_wrong_password_is_refused_a_viewer_looks_and_an_operator_operates()
    {
        await using var bench = await Bench.StartAsync(groups: 1, Locked);
        await using var screen = await Screen.OpenAsync(bench.Rig, "#/group/1", expectsRefusals: true);
        await LoginAsync(screen, "ben", "guess");
        await Screen.Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("user or password is wrong");

        await LoginAsync(screen, "ben", "battery staple");
        await Screen.Expect(screen.Page.Locator("#who")).ToHaveTextAsync("ben (viewer)");
        await Screen.Expect(screen.Page.Locator("h1")).ToContainTextAsync("Station 1");
        await Screen.Expect(screen.Button("Restart…")).ToBeHiddenAsync();
        await Screen.Expect(screen.Button("Edit…")).ToBeHiddenAsync();
        Assert.AreEqual(403, await AskAsync(screen.Page, "POST", Restart, withToken: true), "a viewer, whatever his page sends");

        await screen.Button("Log out").ClickAsync();
        await LoginAsync(screen, "anna", "correct horse");
        await Screen.Expect(screen.Button("Restart…")).ToBeVisibleAsync();
        Assert.AreEqual(403, await AskAsync(screen.Page, "POST", Restart, withToken: false), "an operator, from a page that has no token");
        Assert.AreEqual(200, await AskAsync(screen.Page, "POST", Restart, withToken: true));
    }

    [TestMethod]
    public async Task A_session_that_ends_leads_to_the_login()
    {
        await using var bench = await Bench.StartAsync(groups: 1, Locked);
        await using var screen = await Screen.OpenAsync(bench.Rig, expectsRefusals: true);
        await LoginAsync(screen, "ben", "battery staple");
        await Screen.Expect(screen.Row("Station 1")).ToBeVisibleAsync();

        // As a second tab's "Log out" does.
        Assert.AreEqual(200, await AskAsync(screen.Page, "DELETE", "/api/v1/session", withToken: true));
        await Screen.Expect(screen.Page.GetByLabel("Password")).ToBeVisibleAsync();
    }

    private static async Task LoginAsync(Screen screen, string user, string password)
    {
        await screen.Page.GetByLabel("User").FillAsync(user);
        await screen.Page.GetByLabel("Password").FillAsync(password);
        await screen.Button("Log in").ClickAsync();
    }

    // As a script of the page would.
    private static Task<int> AskAsync(IPage page, string method, string path, bool withToken) => page.EvaluateAsync<int>(
        """
        async ({ method, path, withToken }) => {
          const { csrf } = await (await fetch("/api/v1/session")).json();
          return (await fetch(path, { method, headers: withToken ? { "X-CSRF-Token": csrf } : {} })).status;
        }
        """,
        new { method, path, withToken });
}
