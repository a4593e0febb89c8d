using System.Runtime.Loader;
using Gateway.Abstractions.Routing;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>A plugin's packages are its own; the contracts are shared with the program.</summary>
[TestClass]
public sealed class DependencyTests
{
    [TestMethod]
    public void Two_plugins_each_see_their_own_version_of_a_library()
    {
        using var folder = new PluginFolder("PrivateFirst", "PrivateSecond");
        var catalog = folder.Load();
        Assert.IsNotNull(catalog.FindPolicy("first-sees-1.0.0.0"));
        Assert.IsNotNull(catalog.FindPolicy("second-sees-2.0.0.0"));
    }

    [TestMethod]
    public void A_plugin_sees_its_own_version_of_a_library_that_the_program_has_too()
    {
        using var folder = new PluginFolder("PrivateFirst", "PrivateSecond");
        var programs = AssemblyLoadContext.Default.LoadFromAssemblyPath(folder.FileOf("PrivateFirst", "Dependency.dll"));
        Assert.AreEqual(new Version(1, 0, 0, 0), programs.GetName().Version);
        Assert.IsNotNull(folder.Load().FindPolicy("second-sees-2.0.0.0"));
    }

    [TestMethod]
    public void A_plugins_policy_is_its_own_type_of_the_shared_contract()
    {
        using var folder = new PluginFolder("Good");
        object policy = folder.Load().FindPolicy("good")!(null!);
        Assert.IsInstanceOfType<IRoutingPolicy>(policy);
        Assert.AreNotSame(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(policy.GetType().Assembly));
    }

    [TestMethod]
    [DataRow("with")]
    [DataRow("without")]
    public void Contracts_that_lie_beside_a_plugin_are_not_loaded_again(string manifest)
    {
        using var folder = new PluginFolder("Good");
        foreach (var contracts in new[] { "Gateway.Abstractions.dll", "Gateway.Iec104.dll" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, contracts), folder.FileOf("Good", contracts));
        }

        if (manifest == "without")
        {
            File.Delete(folder.FileOf("Good", "Good.deps.json"));
        }

        var catalog = folder.Load();
        Assert.IsNull(catalog.Plugins[0].Error);
        Assert.IsNotNull(catalog.FindPolicy("good"));
    }

    [TestMethod]
    public void A_plugin_whose_library_is_missing_is_left_out()
    {
        using var folder = new PluginFolder("PrivateSecond");
        File.Delete(folder.FileOf("PrivateSecond", "Dependency.dll"));
        LeftOut.Because(folder, "PrivateSecond", "Dependency, Version=2.0.0.0", "copy the plugin's whole output folder");
    }

    [TestMethod]
    public void A_plugin_whose_deps_json_is_no_JSON_is_left_out()
    {
        using var folder = new PluginFolder("PrivateSecond");
        File.WriteAllText(folder.FileOf("PrivateSecond", "PrivateSecond.deps.json"), "{");
        LeftOut.Because(folder, "PrivateSecond", "cannot be loaded", "PrivateSecond.deps.json", "copy the plugin's whole output folder");
    }
}
