using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host.Plugins;

namespace Gateway.Host;

/// <summary>Reads a configuration file by the plugin that its extension names (C1), and reports what is wrong with it.</summary>
internal static class ConfigurationFile
{
    private const string LookForPlugin = "look for its plugin in the folder plugins beside the program, and for its line in the log";

    /// <summary>What of the file can run. A group that names a policy or a library that no plugin has is left out.</summary>
    public static LoadedConfiguration Load(string path, PluginCatalog plugins, Action<string> report)
    {
        var loaded = Read(path, plugins);
        if (loaded.Config is { } config)
        {
            var missing = config.Groups.SelectMany(
                g => PluginNeeds.Missing(g, plugins),
                (g, m) => Fault(path, m.Message, LookForPlugin, loaded.PlaceOf(m.Name, g.Id)))
                .Concat(NoTimeSource(path, loaded, config.Time, plugins));
            loaded = loaded with
            {
                Config = config with { Groups = [.. config.Groups.Where(g => !PluginNeeds.Missing(g, plugins).Any())] },
                Findings = [.. loaded.Findings.Concat(missing).OrderBy(f => f.Line).ThenBy(f => f.Column)],
            };
        }

        foreach (var finding in loaded.Findings)
        {
            report(finding.ToString());
        }

        return loaded;
    }

    /// <summary>What the file says, whether it can run here or not; nothing is reported.</summary>
    public static LoadedConfiguration Read(string path, PluginCatalog plugins)
    {
        if (Directory.Exists(path))
        {
            return Unread(Fault(path, "this is a folder", "name the file in it"));
        }

        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (plugins.FindLoader(extension) is not { } loader)
        {
            return Unread(Fault(
                path,
                extension.Length == 0 ? "the file has no extension, which names its form" : $"no plugin reads {extension} files",
                $"these are read: {string.Join(", ", plugins.Extensions)}"));
        }

        try
        {
            return loader.Load(path);
        }
#pragma warning disable CA1031 // A loader may be anybody's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Unread(Fault(path, $"the loader for {extension} files failed: {e.GetType().Name}: {e.Message}", "tell its author"));
        }
    }

    // The groups run without it.
    private static IEnumerable<ConfigurationFinding> NoTimeSource(string path, LoadedConfiguration loaded, TimeConfig time, PluginCatalog plugins)
    {
        if (!time.Servers.IsEmpty && plugins.FindTimeSource(time.Source) is null)
        {
            var fault = Fault(path, $"no plugin has a time source '{time.Source}': the clock is left alone", LookForPlugin, loaded.PlaceOf(time.Source, group: null));
            yield return fault with { Severity = FindingSeverity.Warning };
        }
    }

    private static LoadedConfiguration Unread(ConfigurationFinding why) => new(Config: null, ImmutableArray.Create(why));

    private static ConfigurationFinding Fault(string path, string what, string advice, NamePlace? place = null) =>
        new(FindingSeverity.Error, path, place?.Line ?? 1, place?.Column ?? 1, what, advice);

    private static NamePlace? PlaceOf(this LoadedConfiguration loaded, string name, string? group) =>
        loaded.Names.FirstOrDefault(p => p.Name == name && (p.Group is null || p.Group == group));
}
