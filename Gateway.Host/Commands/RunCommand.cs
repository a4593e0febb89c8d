using Gateway.Core.Hosting;
using Gateway.Host.Control;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Plugins;
using Gateway.Host.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Commands;

/// <summary><c>run</c>: the gateway in the foreground until it is told to stop (H3).</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(RunOptions options)
    {
        WebListen? listen = null;
        if (options.Web is { } web && (listen = WebListen.TryParse(web, out var why)) is null)
        {
            Console.Error.WriteLine(why);
            return ExitCode.Usage;
        }

        using var stop = new StopSignal();

        // From the first moment to the last: a SIGHUP that nobody takes ends the process.
        using var reload = new ReloadSignal();
        await using var gateway = Composition.Compose(console: true, options.File, options.Instance);
        var logs = gateway.GetRequiredService<LogFiles>();
        var plugins = gateway.GetRequiredService<PluginCatalog>();
        var loaded = ConfigurationFile.Load(options.File, plugins, logs.Warn);
        if (loaded.Config is null || loaded.Config.Groups.IsEmpty)
        {
            Console.Error.WriteLine($"{options.File}: found 0 systems, nothing to run. Exiting. Try 'validate {options.File}' or '--help'.");
            return ExitCode.Usage;
        }

        var webFile = new WebFile(options, listen, plugins, logs);
        if (!webFile.TryRead(out var standard))
        {
            return ExitCode.Usage;
        }

        var engine = gateway.GetRequiredService<GatewayEngine>();
        if (!engine.Start(loaded.Config))
        {
            Console.Error.WriteLine("No group could take its port. Exiting.");
            return ExitCode.NoPort;
        }

        logs.Program($"{engine.Groups.Count} groups of {options.File} are running.");
        gateway.GetRequiredService<GatewayFile>().TakenOver(loaded, $"{engine.Groups.Count} groups are running");
        var operations = gateway.GetRequiredService<Operations>();
        var server = gateway.GetRequiredService<WebServer>();
        operations.IsReady = true;
        await gateway.GetRequiredService<ControlServer>().StartAsync();
        await server.ApplyAsync(webFile.SettingsOf(loaded.Config, standard));

        // The page may have asked for it: it must have its answer before it is served otherwise.
        operations.TakenOver = config => _ = Task.Run(() => server.ApplyAsync(webFile.TryRead(out var now) ? webFile.SettingsOf(config, now) : webFile.SettingsOf(config, standard)));
        while (await reload.WaitAsync(stop.Token))
        {
            _ = await operations.ReloadAsync();
        }

        logs.Program("Stopping: no new masters, STOPDT act where nothing is open.");
        operations.TakenOver = null;
        await Task.WhenAll(operations.StopAsync(), server.ApplyAsync(settings: null));
        logs.Program("Stopped.");
        return ExitCode.Good;
    }
}
