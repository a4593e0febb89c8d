using Gateway.Host.Plugins;

namespace Gateway.Host;

/// <summary>The plugins beside the program.</summary>
internal static class PluginFolder
{
    /// <summary>Loads all of them; what is wrong with one is reported, and the rest runs on.</summary>
    public static PluginCatalog Load(Action<string> report)
    {
        var catalog = PluginCatalog.Load(Path.Combine(AppContext.BaseDirectory, "plugins"));
        foreach (var plugin in catalog.Plugins)
        {
            if (plugin.Error is not null)
            {
                report(plugin.Error);
            }
        }

        return catalog;
    }
}
