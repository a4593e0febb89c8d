using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>Debian's chromium, one for all tests, driven by Playwright.</summary>
[TestClass]
public static class Chromium
{
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>Inconclusive where there is none, unless GATEWAY_TOOLS=required.</summary>
    public static IBrowser Browser
    {
        get
        {
            if (_browser is null && Environment.GetEnvironmentVariable("GATEWAY_TOOLS") != "required")
            {
                Assert.Inconclusive("chromium is not on the PATH");
            }

            return _browser ?? throw new AssertFailedException("chromium is not on the PATH");
        }
    }

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "chromium")).FirstOrDefault(File.Exists);
        if (path is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }

        Assertions.SetDefaultExpectTimeout((float)Integration.Patience.Limit.TotalMilliseconds);
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
