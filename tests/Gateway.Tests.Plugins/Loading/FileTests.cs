namespace Gateway.Tests.Plugins.Loading;

/// <summary>Folders and files that hold no plugin.</summary>
[TestClass]
public sealed class FileTests
{
    [TestMethod]
    public void A_folder_without_its_dll_is_reported()
    {
        using var folder = new PluginFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "Empty"));
        LeftOut.Because(folder, "Empty", "is missing", "a plugin lies in a folder of its own name");
    }

    [TestMethod]
    public void Files_beside_the_plugins_folders_are_no_plugins()
    {
        using var folder = new PluginFolder();
        File.WriteAllText(Path.Combine(folder.Path, "README.md"), "Plugins.");
        Assert.IsEmpty(folder.Load().Plugins);
    }

    [TestMethod]
    public void A_gateway_without_a_plugins_folder_has_no_plugins()
    {
        using var folder = new PluginFolder();
        Assert.IsEmpty(Gateway.Host.Plugins.PluginCatalog.Load(Path.Combine(folder.Path, "missing")).Plugins);
    }
}
