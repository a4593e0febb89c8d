using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>Whether the plugins have what a group names.</summary>
public static class PluginNeeds
{
    /// <summary>What is missing: its name, and a message of it.</summary>
    public static IEnumerable<(string Name, string Message)> Missing(GroupConfig config, IPluginLookup plugins)
    {
        foreach (var policy in config.Policies.Distinct(StringComparer.Ordinal))
        {
            if (plugins.FindPolicy(policy) is null)
            {
                yield return (policy, $"group {config.Id} is not started: no plugin has a routing policy '{policy}'");
            }
        }

        if (config.RtuLibrary != GroupConfig.BuiltInRtuLibrary && plugins.FindRtuLibrary(config.RtuLibrary) is null)
        {
            yield return (config.RtuLibrary, $"group {config.Id} is not started: no plugin has an RTU library '{config.RtuLibrary}'");
        }
    }
}
