using System.Collections.Concurrent;
using Gateway.Tests.Integration;
using Gateway.Tests.Integration.Web;
using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>One browser window that shows a gateway's page, and everything that went wrong in it.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private Screen(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>The gateway refuses something, or is away: the browser logs these answers as errors.</summary>
    public bool ExpectsRefusals { get; init; }

    public static async Task<Screen> OpenAsync(WebRig rig, string view = "", bool expectsRefusals = false, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        var context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = theme });
        context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        var page = await context.NewPageAsync();
        var screen = new Screen(context, page) { ExpectsRefusals = expectsRefusals };
        screen.Watch(rig.Server.Address!);
        _ = await page.GotoAsync(new Uri(rig.Server.Address!, view).ToString());
        return screen;
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Row(string name) => Page.Locator(".groups tbody tr", new PageLocatorOptions { HasText = name });

    public static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <summary>Closes it: no console error, no exception, no request to another host.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.IsEmpty(_faults, string.Join('\n', _faults));
    }

    private void Watch(Uri gateway)
    {
        Page.PageError += (_, error) => _faults.Enqueue(error);
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(ExpectsRefusals && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
            {
                _faults.Enqueue(message.Text);
            }
        };
        Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } asked && asked.Authority != gateway.Authority)
            {
                _faults.Enqueue($"it asked for {request.Url}");
            }
        };
    }
}
