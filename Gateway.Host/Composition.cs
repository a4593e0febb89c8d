using Gateway.Core.Hosting;
using Gateway.Host.Audit;
using Gateway.Host.Control;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Plugins;
using Gateway.Host.Status;
using Gateway.Host.Time;
using Gateway.Host.Traffic;
using Gateway.Host.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host;

/// <summary>What a running gateway is made of: logs, plugins, engine, time, status, page, local socket; disposed of in reverse.</summary>
internal static class Composition
{
    public const string LogFolder = "log";

    /// <param name="console">The program's log goes to the console, too.</param>
    /// <param name="logFolder">Where the log files are written.</param>
    /// <param name="file">The configuration file; null: there is none.</param>
    /// <param name="instance">What this program is named by.</param>
    public static ServiceProvider Compose(bool console, string logFolder, string? file, string instance) =>
        Compose(file, instance, TimeProvider.System, () => new LogFiles(logFolder, console), PluginFolder.Load);

    /// <summary>The same with other surroundings, for tests.</summary>
    public static ServiceProvider Compose(
        string? file, string instance, TimeProvider clock, Func<LogFiles> logs, Func<Action<string>, PluginCatalog> plugins) =>
        new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(_ => logs())
            .AddSingleton(services => plugins(what => services.GetRequiredService<LogFiles>().Warn(what)))
            .AddSingleton(services => AuditLog.Beside(services.GetRequiredService<LogFiles>(), clock))
            .AddSingleton(services => new GatewayEngine(services.GetRequiredService<PluginCatalog>(), GroupObservers.From(services), services.GetRequiredService<LogFiles>().Warn))
            .AddSingleton(services => new TrafficWatches(() => services.GetRequiredService<GatewayEngine>().Groups, clock))
            .AddSingleton(services => new GatewayFile(file, instance, services.GetRequiredService<TimeProvider>()))
            .AddTime()
            .AddSingleton<DayTime>()
            .AddSingleton<ITimeStatus, ClockStatus>()
            .AddSingleton<GroupLooks>()
            .AddSingleton<GatewayStatus>()
            .AddSingleton<Operations>()
            .AddSingleton<EditCheck>()
            .AddSingleton<FileSaver>()
            .AddSingleton<GroupEditor>()
            .AddSingleton<LiveStatus>()
            .AddSingleton<Metrics>()
            .AddSingleton<RecordsApi>()
            .AddSingleton<StatusApi>()
            .AddSingleton<WebServer>()
            .AddSingleton<ControlServer>()
            .BuildServiceProvider();
}
