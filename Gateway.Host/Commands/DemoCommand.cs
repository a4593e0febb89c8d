using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host.Control;
using Gateway.Host.Demo;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Commands;

/// <summary><c>demo</c> (H2): a gateway, simulated RTUs and masters, in one process and without a configuration.</summary>
internal static class DemoCommand
{
    // What a timer can wait for: 46 days.
    private const int MostSeconds = 4_000_000;

    public static async Task<int> RunAsync(int seconds, string? web, bool noGui)
    {
        if (seconds > MostSeconds)
        {
            Console.Error.WriteLine($"--seconds {seconds}: give it a number from 1 to {MostSeconds}, or 0 to run until Ctrl-C");
            return ExitCode.Usage;
        }

        WebListen? listen = null;
        if (web is not null && (listen = WebListen.TryParse(web, out var why)) is null)
        {
            Console.Error.WriteLine(why);
            return ExitCode.Usage;
        }

        using var stop = new StopSignal();
        try
        {
            await using var plant = await DemoPlant.StartAsync();
            return await RunAsync(plant, seconds, WebSettings.Of(config: null, noGui, listen, Environment.CurrentDirectory), isChosen: listen is not null, stop);
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"The demo's RTUs cannot listen on 127.0.1.1 and the like: {e.Message}");
            return ExitCode.NoPort;
        }
    }

    private static async Task<int> RunAsync(DemoPlant plant, int seconds, WebSettings? web, bool isChosen, StopSignal stop)
    {
        // Not the folder of a gateway that runs here, or will; where a demo runs already, one more.
        var name = $"demo-{Environment.ProcessId}";
        var logs = Path.Combine(Composition.LogFolder, "demo");
        using var first = LogFolderLock.TryTake(logs);
        logs = first is null ? Path.Combine(Composition.LogFolder, name) : logs;
        await using var gateway = Composition.Compose(console: false, logs, file: null, name);
        var engine = gateway.GetRequiredService<GatewayEngine>();
        if (!engine.Start(plant.Config))
        {
            Console.Error.WriteLine("No group could take its port. Exiting.");
            return ExitCode.NoPort;
        }

        gateway.GetRequiredService<GatewayFile>().TakenOver(new LoadedConfiguration(plant.Config, []), "the demo's groups are running, without a file");
        await using var script = new DemoScript(plant, new DemoPace(), station => WhereIs(engine, plant.Config, station), DemoConsole.Tell);
        script.Begin();
        gateway.GetRequiredService<Operations>().IsReady = true;
        await gateway.GetRequiredService<ControlServer>().StartAsync();
        var log = gateway.GetRequiredService<LogFiles>().Folder;
        DemoConsole.Introduce(plant.Config, await ServeAsync(gateway.GetRequiredService<WebServer>(), web, isChosen), log);
        await stop.WaitAsync(seconds > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);

        await script.QuietAsync();
        var groups = engine.Groups;
        await gateway.GetRequiredService<Operations>().StopAsync();
        Console.Out.WriteLine(
            $"from the RTUs {groups.Sum(g => g.Counters.FromRtu)}, to masters {groups.Sum(g => g.Counters.ToMasters)}, "
            + $"from masters {groups.Sum(g => g.Counters.FromMasters)}, to the RTUs {groups.Sum(g => g.Counters.ToRtu)} ASDUs. Log: {log}");
        return ExitCode.Good;
    }

    // Where the user named no port, any other is as good.
    private static async Task<string> ServeAsync(WebServer server, WebSettings? web, bool isChosen)
    {
        await server.ApplyAsync(web);
        if (server.Address is null && web is not null && !isChosen)
        {
            await server.ApplyAsync(web with { Config = web.Config with { Listen = new IPEndPoint(IPAddress.Loopback, 0) } });
        }

        return server.Address is { } address ? address.GetLeftPart(UriPartial.Authority) + (web is { HasPage: false } ? " (status and metrics only)" : "")
            : server.WhyNot ?? "none";
    }

    // An operator may have given the group another port.
    private static IPEndPoint WhereIs(GatewayEngine engine, GatewayConfig config, DemoStation station) =>
        engine.Groups.Select(g => g.Config).Concat(config.Groups).First(g => g.Id == $"{station.Id}").Ports[0].Listen;
}
