using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>Whether the plugins have what a group names.</summary>
public static class PluginNeeds
{
    /// <summary>What is missing.</summary>
    public static IEnumerable<MissingPlugin> Missing(GroupConfig config, IPluginLookup plugins)
    {
        foreach (var policy in config.Policies.Distinct(StringComparer.Ordinal))
        {
            if (plugins.FindPolicy(policy) is null)
            {
                yield return new MissingPlugin(policy, $"group {config.Id} is not started: no plugin has a routing policy '{policy}'");
            }
        }

        if (config.RtuLibrary != GroupConfig.BuiltInRtuLibrary && plugins.FindRtuLibrary(config.RtuLibrary) is null)
        {
            yield return new MissingPlugin(config.RtuLibrary, $"group {config.Id} is not started: no plugin has an RTU library '{config.RtuLibrary}'");
        }
    }
}
