using System.Net;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Simulator.Http;

/// <summary>The stations of this process for programs: HTTP with JSON (docs/simulator.md). Whoever reaches it can do everything.</summary>
public sealed class HttpDoor : IAsyncDisposable
{
    private readonly WebApplication _web;

    private HttpDoor(WebApplication web, IPEndPoint local)
    {
        _web = web;
        Local = local;
    }

    /// <summary>Where it is; with port 0 asked for, what the system gave.</summary>
    public IPEndPoint Local { get; }

    /// <exception cref="IOException">The port cannot be had; the message says why.</exception>
    public static async Task<HttpDoor> OpenAsync(
        IPEndPoint local, IReadOnlyList<SimulatedRtu> rtus, IReadOnlyList<SimulatedMaster> masters, LastSignals last, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(local));
        // Ctrl-C is the command's own.
        _ = builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, NoLifetime>();
        var web = builder.Build();
        _ = web.Use(Guard.BrowsersAsync);
        _ = web.Use(Guard.FaultsAsync);
        _ = web.MapGet("/stations", async () => Results.Json(await StationDocuments.OfAsync(rtus, masters)));
        _ = web.MapGet("/signals", (HttpRequest request) => Results.Json(SignalsOf(request, last)));
        RtuDoors.Map(web, rtus);
        MasterDoors.Map(web, masters);
        _ = web.MapFallback(NothingThere);
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await web.DisposeAsync();
            throw new IOException($"--http {local}: {e.Message}", e);
        }

        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var uri = new Uri(address);
        return new HttpDoor(web, new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port));
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static SignalDocument[] SignalsOf(HttpRequest request, LastSignals last)
    {
        var count = request.Query["count"].FirstOrDefault() is not { } text ? 100
            : int.TryParse(text, out var number) && number is > 0 and <= 1000 ? number
            : throw new BadRequestException(StatusCodes.Status400BadRequest, $"count={text} is no number 1..1000");
        return [.. last.Take(count, request.Query["station"].FirstOrDefault()).Select(SignalDocument.Of)];
    }

    private static Task NothingThere(HttpContext context) =>
        throw new BadRequestException(StatusCodes.Status404NotFound, $"there is no {context.Request.Method} {context.Request.Path}: see GET /stations, and docs/simulator.md");

    private sealed class NoLifetime : Microsoft.Extensions.Hosting.IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
