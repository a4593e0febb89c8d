using Gateway.Abstractions.Configuration;
using Gateway.Host.Plugins;

namespace Gateway.Host;

/// <summary>Reads a configuration file by the plugin that its extension names (C1), and reports what is wrong with it.</summary>
internal static class ConfigurationFile
{
    public static LoadedConfiguration Load(string path, PluginCatalog plugins, Action<string> report)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (plugins.FindLoader(extension) is not { } loader)
        {
            var finding = new ConfigurationFinding(
                FindingSeverity.Error,
                path,
                1,
                1,
                extension.Length == 0 ? "the file has no extension, which names its form" : $"no plugin reads {extension} files",
                $"these are read: {string.Join(", ", plugins.Extensions)}");
            report(finding.ToString());
            return new LoadedConfiguration(null, [finding]);
        }

        var loaded = loader.Load(path);
        foreach (var finding in loaded.Findings)
        {
            report(finding.ToString());
        }

        return loaded;
    }
}
