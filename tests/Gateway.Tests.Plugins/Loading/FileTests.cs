using Gateway.Host.Plugins;

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
    [DataRow("This is no assembly.")]
    [DataRow("")]
    [DataRow("MZ")]
    public void A_dll_that_is_no_assembly_is_reported(string text)
    {
        using var folder = new PluginFolder();
        folder.Add("Text", [.. text.Select(c => (byte)c)]);
        LeftOut.Because(folder, "Text", "is no .NET assembly", "copy the plugin's whole output folder");
    }

    [TestMethod]
    [DataRow(200)]
    [DataRow(1000)]
    [DataRow(3000)]
    public void A_dll_that_was_copied_in_part_is_reported(int octets)
    {
        using var folder = new PluginFolder("Good");
        folder.Add("Short", File.ReadAllBytes(folder.FileOf("Good"))[..octets]);
        Directory.Delete(Path.GetDirectoryName(folder.FileOf("Good"))!, recursive: true);
        LeftOut.Because(folder, "Short", "copy the plugin's whole output folder");
    }

    [TestMethod]
    public void A_dll_that_cannot_be_read_is_reported()
    {
        using var folder = new PluginFolder("NoPlugin");
        using var locked = new FileStream(folder.FileOf("NoPlugin"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        LeftOut.Because(folder, "NoPlugin", "cannot be read", "let the gateway's user read it");
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
        Assert.IsEmpty(PluginCatalog.Load(Path.Combine(folder.Path, "missing")).Plugins);
    }

    [TestMethod]
    public void The_plugins_folder_may_be_named_from_the_working_directory()
    {
        using var folder = new PluginFolder("Good");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder.Path);
        Assert.IsNull(Assert.ContainsSingle(PluginCatalog.Load(relative).Plugins).Error);
    }

    [TestMethod]
    public void A_dll_that_is_a_folder_is_reported()
    {
        using var folder = new PluginFolder();
        Directory.CreateDirectory(folder.FileOf("Folder"));
        LeftOut.Because(folder, "Folder", "cannot be read");
    }
}
