using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Commands;

/// <summary><c>validate FILE</c>: the report of what a file says and what is wrong with it (C4).</summary>
internal static class ValidateCommand
{
    public static int Run(string path)
    {
        var loaded = ConfigurationFile.Load(path, PluginFolder.Load(Console.Error.WriteLine), Console.Out.WriteLine);
        if (loaded.Config is null)
        {
            return ExitCode.Usage;
        }

        foreach (var group in loaded.Config.Groups)
        {
            Console.Out.WriteLine(
                $"group {group.Id} ({group.Name}): RTU {group.CommonAddress} at {string.Join(", ", group.Hosts)}; masters on port {string.Join(", ", group.Ports.Select(p => PortOf(group, p)))}");
        }

        var errors = loaded.Findings.Count(f => f.Severity == FindingSeverity.Error);
        var warnings = loaded.Findings.Length - errors;
        Console.Out.WriteLine($"{path}: groups {loaded.Config.Groups.Length}, errors {errors}, warnings {warnings}");
        return loaded.HasErrors || loaded.Config.Groups.IsEmpty ? ExitCode.Usage : ExitCode.Good;
    }

    private static string PortOf(GroupConfig group, MasterPortConfig port) =>
        port.Name == group.Name ? $"{port.Listen.Port}" : $"{port.Listen.Port} ({port.Name}, RTU {port.CommonAddress})";
}
