using Gateway.Core.Hosting;
using Gateway.Host.Logging;
using Gateway.Host.Plugins;
using Gateway.Host.Services;
using Gateway.Host.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Commands;

/// <summary><c>run</c>: the gateway in the foreground until it is told to stop (H3).</summary>
internal static class RunCommand
{
    /// <param name="settings">What the command line says.</param>
    /// <param name="supervisor">Who has started it.</param>
    public static async Task<int> RunAsync(RunSettings settings, ISupervisor supervisor)
    {
        var path = settings.File;
        using var stop = new StopSignal();

        // From the first moment to the last: a SIGHUP that nobody takes ends the process.
        using var reload = new ReloadSignal();
        supervisor.Attach(stop.Ask, reload.Ask);
        await using var gateway = Composition.Compose(console: true, settings.LogFolder);

        // On the other core, while logs and configuration are looked after here.
        await using var rehearsal = Rehearsal.Start(gateway.GetRequiredService<PluginCatalog>);
        var logs = gateway.GetRequiredService<LogFiles>();
        var loaded = ConfigurationFile.Load(path, gateway.GetRequiredService<PluginCatalog>(), logs.Warn);
        if (loaded.Config is null || loaded.Config.Groups.IsEmpty)
        {
            Console.Error.WriteLine($"{path}: found 0 systems, nothing to run. Exiting. Try 'validate {path}' or '--help'.");
            return ExitCode.Usage;
        }

        await rehearsal.Ready;
        var engine = gateway.GetRequiredService<GatewayEngine>();
        if (!engine.Start(loaded.Config))
        {
            Console.Error.WriteLine("No group could take its port. Exiting.");
            return ExitCode.NoPort;
        }

        var time = gateway.GetRequiredService<TimeKeeper>();
        var arguments = TimeArguments.Parse(settings.UpdateSeconds, settings.Servers, logs.Warn);
        time.Apply(arguments.With(loaded.Config.Time));
        logs.Program($"{engine.Groups.Count} groups of {path} are running.");
        using var watchdog = Watchdog.Start(() => engine.Groups, supervisor, logs.Warn);
        supervisor.Ready($"{engine.Groups.Count} groups of {path} are running");
        while (await reload.WaitAsync(stop.Token))
        {
            supervisor.Reloading();
            await ReloadAsync(path, gateway, arguments, stop.Token);
            supervisor.Ready($"{engine.Groups.Count} groups of {path} are running");
        }

        supervisor.Stopping();
        logs.Program("Stopping: no new masters, STOPDT act where nothing is open.");
        await Task.WhenAll(engine.StopAsync(), time.StopAsync());
        logs.Program("Stopped.");
        return ExitCode.Good;
    }

    // C6: a file with errors leaves everything as it was.
    private static async Task ReloadAsync(string path, ServiceProvider gateway, TimeArguments arguments, CancellationToken stop)
    {
        var logs = gateway.GetRequiredService<LogFiles>();
        var loaded = ConfigurationFile.Load(path, gateway.GetRequiredService<PluginCatalog>(), logs.Warn);
        if (loaded.HasErrors || loaded.Config!.Groups.IsEmpty)
        {
            logs.Warn($"{path} is not taken over: it has errors, or no group. Everything runs on as it was; mend the file and reload again.");
            return;
        }

        try
        {
            var result = await gateway.GetRequiredService<GatewayEngine>().ReloadAsync(loaded.Config, stop);
            gateway.GetRequiredService<TimeKeeper>().Apply(arguments.With(loaded.Config.Time));
            logs.Program($"{path} is taken over: {result}.");
        }
        catch (OperationCanceledException)
        {
            logs.Warn($"{path} is not taken over: the program stops.");
        }
    }
}
