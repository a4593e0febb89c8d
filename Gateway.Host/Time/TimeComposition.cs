using Gateway.Host.Logging;
using Gateway.Host.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Time;

/// <summary>The time service as a part of the running gateway, with this system's clock.</summary>
internal static class TimeComposition
{
    public static IServiceCollection AddTime(this IServiceCollection services) =>
        services
            .AddSingleton<ISystemClock>(_ => OperatingSystem.IsWindows() ? new WindowsClock() : new LinuxClock())
            .AddSingleton<IClockKeepers>(_ => OperatingSystem.IsWindows() ? new WindowsClockKeepers() : new LinuxClockKeepers())
            .AddSingleton(s => New(s, s.GetRequiredService<PluginCatalog>(), s.GetRequiredService<LogFiles>()))
            .AddSingleton<ITimeStatusProvider>(s => s.GetRequiredService<TimeKeeper>());

    private static TimeKeeper New(IServiceProvider services, PluginCatalog plugins, LogFiles logs) =>
        new(
            plugins.FindTimeSource,
            services.GetRequiredService<ISystemClock>(),
            services.GetRequiredService<IClockKeepers>(),
            TimeProvider.System,
            (isWarning, line) => (isWarning ? (Action<string>)logs.Warn : logs.Program)(line));
}
