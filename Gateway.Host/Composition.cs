using Gateway.Core.Hosting;
using Gateway.Host.Audit;
using Gateway.Host.Logging;
using Gateway.Host.Plugins;
using Gateway.Host.Time;
using Gateway.Host.Traffic;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host;

/// <summary>What a running gateway is made of: logs, plugins, engine; disposed of in reverse.</summary>
internal static class Composition
{
    public const string LogFolder = "log";

    /// <param name="console">The program's log goes to the console, too.</param>
    public static ServiceProvider Compose(bool console, string logFolder = LogFolder) =>
        new ServiceCollection()
            .AddSingleton(_ => new LogFiles(logFolder, console))
            .AddSingleton(services => PluginFolder.Load(what => services.GetRequiredService<LogFiles>().Warn(what)))
            .AddSingleton(_ => new AuditLog(logFolder, TimeProvider.System))
            .AddSingleton(services => new GatewayEngine(services.GetRequiredService<PluginCatalog>(), GroupObservers.From(services)))
            .AddSingleton(services => new TrafficWatches(() => services.GetRequiredService<GatewayEngine>().Groups, TimeProvider.System))
            .AddTime()
            .BuildServiceProvider();
}
