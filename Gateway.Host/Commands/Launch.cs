using System.CommandLine;
using Gateway.Host.Services;
using Gateway.Host.Services.Systemd;
using Gateway.Host.Services.Windows;

namespace Gateway.Host.Commands;

/// <summary>Runs the gateway for whoever has started it: a console, systemd, the service manager of Windows.</summary>
internal static class Launch
{
    public static async Task<int> RunAsync(ParseResult parsed, RootOptions options)
    {
        var instance = parsed.GetValue(options.Instance);
        var asService = parsed.GetValue(options.Service);
        var places = asService ? Places.OfService(instance, Environment.GetEnvironmentVariable) : Places.OfConsole(instance);
        var file = places.FileOf(parsed.GetValue(options.File), instance);
        var settings = new RunSettings(
            file,
            places.Logs,
            instance ?? Path.GetFullPath(file),
            parsed.GetValue(options.NoGui),
            parsed.GetValue(options.Web),
            parsed.GetValue(options.WebFile),
            parsed.GetValue(options.UpdateSeconds),
            parsed.GetValue(options.Servers) ?? []);
        if (asService && OperatingSystem.IsWindows())
        {
            if (WindowsServiceHost.TryRun(ServiceNames.Of(instance), RunAsServiceAsync) is { } code)
            {
                return code;
            }

            Console.Error.WriteLine("-c: the service manager has not started this; it runs here in the foreground, with the files of the service, until Ctrl-C.");
        }

        return await RunCommand.RunAsync(settings, SystemdSupervisor.Find(Environment.GetEnvironmentVariable) as ISupervisor ?? new NoSupervisor());

        Task<int> RunAsServiceAsync(ISupervisor manager)
        {
            Console.SetError(new ServiceErrors(settings.LogFolder));
            return RunCommand.RunAsync(settings, manager);
        }
    }
}
