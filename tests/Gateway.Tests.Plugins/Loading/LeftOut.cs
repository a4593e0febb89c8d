using Gateway.Host.Plugins;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>What holds whenever a plugin cannot be used.</summary>
internal static class LeftOut
{
    /// <summary>The plugin is reported with these words, and its neighbour <c>Good</c> is there.</summary>
    public static void Because(PluginFolder folder, string plugin, params string[] words)
    {
        folder.Add("Good");
        Because(folder.Load(), folder, plugin, words);
    }

    /// <inheritdoc cref="Because(PluginFolder, string, string[])"/>
    public static void Because(PluginCatalog catalog, PluginFolder folder, string plugin, params string[] words)
    {
        var status = catalog.Plugins.Single(p => p.Name == plugin);
        Assert.IsNull(status.Version);
        Assert.IsNotNull(status.Error);
        foreach (var word in (string[])[$"plugin {plugin} is not loaded", folder.FileOf(plugin), .. words])
        {
            Assert.Contains(word, status.Error);
        }

        Assert.DoesNotContain("\n", status.Error);
        Assert.IsNull(catalog.Plugins.Single(p => p.Name == "Good").Error);
        Assert.IsNotNull(catalog.FindPolicy("good"));
    }
}
