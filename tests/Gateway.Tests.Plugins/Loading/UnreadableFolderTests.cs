using Gateway.Host.Plugins;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>Folders that cannot be read, and links instead of them.</summary>
[TestClass]
public sealed class UnreadableFolderTests
{
    [TestMethod]
    public void A_file_in_the_place_of_the_plugins_folder_is_reported()
    {
        using var folder = new PluginFolder();
        var file = Path.Combine(folder.Path, "plugins");
        File.WriteAllText(file, "");
        NoPluginIsLoaded(file);
    }

    [TestMethod]
    [DataRow("nowhere")]
    [DataRow("plugins")]
    public void A_plugins_folder_that_is_a_link_to_nowhere_or_to_itself_is_reported(string target)
    {
        using var folder = new PluginFolder();
        NoPluginIsLoaded(Link(folder, "plugins", target));
    }

    [TestMethod]
    public void A_plugins_folder_that_may_not_be_read_is_reported()
    {
        using var folder = new PluginFolder("Good");
        using var forbidden = new Forbidden(folder.Path);
        NoPluginIsLoaded(folder.Path);
    }

    [TestMethod]
    [DataRow("nowhere", "is missing")]
    [DataRow("Linked", "cannot be read")]
    public void A_plugin_that_is_a_link_to_nowhere_or_to_itself_is_reported(string target, string words)
    {
        using var folder = new PluginFolder();
        _ = Link(folder, "Linked", target);
        LeftOut.Because(folder, "Linked", words);
    }

    [TestMethod]
    public void A_plugin_whose_folder_may_not_be_read_is_reported()
    {
        using var folder = new PluginFolder("NoPlugin");
        using var forbidden = new Forbidden(Path.Combine(folder.Path, "NoPlugin"));
        LeftOut.Because(folder, "NoPlugin", "cannot be read", "let the gateway's user read it");
    }

    [TestMethod]
    public void A_plugin_may_be_a_link_to_its_folder()
    {
        using var elsewhere = new PluginFolder("Good");
        using var folder = new PluginFolder();
        _ = Link(folder, "Good", Path.Combine(elsewhere.Path, "Good"));
        Assert.IsNull(Assert.ContainsSingle(folder.Load().Plugins).Error);
    }

    private static void NoPluginIsLoaded(string folder)
    {
        var status = Assert.ContainsSingle(PluginCatalog.Load(folder).Plugins);
        Assert.AreEqual(folder, status.Path);
        Assert.Contains($"no plugin is loaded: {folder} is no folder that can be read", status.Error!);
        Assert.DoesNotContain("\n", status.Error!);
    }

    private static string Link(PluginFolder folder, string name, string target)
    {
        var link = Path.Combine(folder.Path, name);
        try
        {
            _ = Directory.CreateSymbolicLink(link, target);
        }
        catch (IOException e) when (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive($"Windows lets only some users make links: {e.Message}");
        }

        return link;
    }
}
