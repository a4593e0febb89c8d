using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host.Control;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Plugins;
using Gateway.Host.Services;
using Gateway.Host.Time;
using Gateway.Host.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Commands;

/// <summary><c>run</c>: the gateway in the foreground until it is told to stop (H3).</summary>
internal static class RunCommand
{
    /// <param name="settings">What the command line says.</param>
    /// <param name="supervisor">Who has started it.</param>
    public static async Task<int> RunAsync(RunSettings settings, ISupervisor supervisor)
    {
        if (!OpenFiles.MayOpen(OpenFiles.OfProgram))
        {
            Console.Error.WriteLine(OpenFiles.Refusal(OpenFiles.OfProgram));
            return ExitCode.NoPort;
        }

        WebListen? listen = null;
        if (settings.Web is { } web && (listen = WebListen.TryParse(web, out var why)) is null)
        {
            Console.Error.WriteLine(why);
            return ExitCode.Usage;
        }

        using var folder = LogFolderLock.TryTake(settings.LogFolder);
        if (folder is null)
        {
            Console.Error.WriteLine(LogFolderLock.Refusal(settings.LogFolder));
            return ExitCode.NoPort;
        }

        var path = settings.File;
        using var stop = new StopSignal();

        // From the first moment to the last: a SIGHUP that nobody takes ends the process.
        using var reload = new ReloadSignal();
        supervisor.Attach(stop.Ask, reload.Ask);
        await using var gateway = Composition.Compose(console: true, settings.LogFolder, path, settings.Instance);

        // On the other core, while logs and configuration are looked after here.
        using var rehearsal = Rehearsal.Start(gateway.GetRequiredService<PluginCatalog>);
        var logs = gateway.GetRequiredService<LogFiles>();
        var plugins = gateway.GetRequiredService<PluginCatalog>();
        var loaded = ConfigurationFile.Load(path, plugins, logs.Warn);
        if (loaded.Config is null || loaded.Config.Groups.IsEmpty)
        {
            Console.Error.WriteLine($"{path}: found 0 systems, nothing to run. Exiting. Try 'validate {path}' or '--help'.");

            // A disk that was too slow for a plugin is no fault of the file: it is worth another try.
            return plugins.IsIncomplete ? ExitCode.Fault : ExitCode.Usage;
        }

        var webFile = new WebFile(settings, listen, plugins, logs);
        if (!webFile.TryRead(out var standard))
        {
            return ExitCode.Usage;
        }

        // Behind it masters take descriptors, as many as there are.
        if (OpenFiles.Of(loaded.Config) is var needed && !OpenFiles.MayOpen(needed))
        {
            Console.Error.WriteLine(OpenFiles.Refusal(needed));
            return ExitCode.NoPort;
        }

        // What reading has left behind is given back before there is anything to wait for it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var engine = gateway.GetRequiredService<GatewayEngine>();
        if (!engine.Start(loaded.Config))
        {
            Console.Error.WriteLine(NothingRuns.Because(engine.Groups.Count, engine.Failed));
            return ExitCode.NoPort;
        }

        var time = gateway.GetRequiredService<TimeKeeper>();
        var arguments = TimeArguments.Parse(settings.UpdateSeconds, settings.Servers, logs.Warn);
        time.Apply(arguments.With(loaded.Config.Time));
        gateway.GetRequiredService<GatewayFile>().TakenOver(loaded, $"{engine.Groups.Count} groups are running");
        var operations = gateway.GetRequiredService<Operations>();
        var server = gateway.GetRequiredService<WebServer>();
        using var watchdog = Watchdog.Start(() => engine.Groups, supervisor, logs.Warn);
        operations.Stuck = () => watchdog.Stuck;
        operations.Reloading = supervisor.Reloading;
        operations.Reloaded = Ready;
        operations.TakenOver = TakeOver;
        operations.IsReady = true;

        // Who is told that it runs can reach it.
        await gateway.GetRequiredService<ControlServer>().StartAsync();
        logs.Program($"{engine.Groups.Count} groups of {path} are running{NotStarted()}.");
        await server.ApplyAsync(webFile.SettingsOf(loaded.Config, standard));
        Ready();
        while (await reload.WaitAsync(stop.Token))
        {
            _ = await operations.ReloadAsync();
        }

        supervisor.Stopping();
        logs.Program("Stopping: no new masters, STOPDT act where nothing is open.");
        operations.TakenOver = null;
        var groups = operations.StopAsync();
        await Task.WhenAll(groups, time.StopAsync(), server.ApplyAsync(settings: null));
        logs.Program("Stopped.");
        return await groups ? ExitCode.Good : ExitCode.Fault;

        void Ready() => supervisor.Ready($"{engine.Groups.Count} groups of {path} are running{NotStarted()}");

        string NotStarted() => engine.Failed.Count == 0 ? "" : $", {engine.Failed.Count} could not be started: {string.Join(", ", engine.Failed.Select(f => $"group {f.Config.Id} ({f.Config.Name})"))}";

        void TakeOver(GatewayConfig config)
        {
            time.Apply(arguments.With(config.Time));

            // The page may have asked for it: it must have its answer before it is served otherwise.
            _ = Task.Run(() => server.ApplyAsync(webFile.TryRead(out var now) ? webFile.SettingsOf(config, now) : webFile.SettingsOf(config, standard)));
        }
    }
}
