using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>Whether the plugins have what a group names.</summary>
public static class PluginNeeds
{
    /// <summary>What is missing, in words; null: nothing is.</summary>
    public static string? Missing(GroupConfig config, IPluginLookup plugins)
    {
        foreach (var policy in config.Policies)
        {
            if (plugins.FindPolicy(policy) is null)
            {
                return $"group {config.Id} is not started: no plugin has a routing policy '{policy}'";
            }
        }

        return config.RtuLibrary != GroupConfig.BuiltInRtuLibrary && plugins.FindRtuLibrary(config.RtuLibrary) is null
            ? $"group {config.Id} is not started: no plugin has an RTU library '{config.RtuLibrary}'"
            : null;
    }
}
