using Gateway.Host.Services;
using Gateway.Host.Services.Systemd;
using Gateway.Host.Services.Windows;

namespace Gateway.Host.Commands;

/// <summary>Runs the gateway for whoever has started it: a console, systemd, the service manager of Windows.</summary>
internal static class Launch
{
    /// <param name="file">The configuration file as given.</param>
    /// <param name="instance">Which of several services.</param>
    /// <param name="asService">It was started with <c>-c</c>.</param>
    /// <param name="seconds">Of <c>--ntp_update_every_sec</c>; null: not given.</param>
    /// <param name="servers">Of <c>--ntp_server</c>.</param>
    public static async Task<int> RunAsync(string? file, string? instance, bool asService, string? seconds, IReadOnlyList<string> servers)
    {
        var places = asService ? Places.OfService(instance, Environment.GetEnvironmentVariable) : Places.OfConsole(instance);
        var settings = new RunSettings(places.FileOf(file, instance), places.Logs, seconds, servers);
        if (asService && OperatingSystem.IsWindows())
        {
            if (WindowsServiceHost.TryRun(ServiceNames.Of(instance), manager => RunCommand.RunAsync(settings, manager)) is { } code)
            {
                return code;
            }

            Console.Error.WriteLine("-c: the service manager has not started this; it runs here in the foreground, with the files of the service, until Ctrl-C.");
        }

        return await RunCommand.RunAsync(settings, SystemdSupervisor.Find(Environment.GetEnvironmentVariable) as ISupervisor ?? new NoSupervisor());
    }
}
