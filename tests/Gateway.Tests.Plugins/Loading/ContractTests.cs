using System.Runtime.Loader;
using Gateway.Abstractions.Plugins;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>The version of the contracts that a plugin was compiled against.</summary>
[TestClass]
public sealed class ContractTests
{
    [TestMethod]
    public void A_plugin_for_newer_contracts_is_left_out()
    {
        using var folder = new PluginFolder("TooNew");
        LeftOut.Because(folder, "TooNew", "compiled against Gateway.Abstractions 1.99.0.0", $"this gateway has {ContractVersion.Current}", "update the gateway");
    }

    [TestMethod]
    public void No_code_of_a_plugin_for_newer_contracts_is_loaded()
    {
        using var folder = new PluginFolder("TooNew");
        folder.Load();
        Assert.DoesNotContain(a => a.GetName().Name == "TooNew", AssemblyLoadContext.All.SelectMany(c => c.Assemblies));
    }

    [TestMethod]
    [DataRow("0.9.0.0", "compile the plugin anew")]
    [DataRow("2.0.0.0", "update the gateway")]
    public void A_plugin_for_contracts_of_another_major_version_is_left_out(string version, string advice)
    {
        using var folder = new PluginFolder();
        folder.Add("OtherMajor", EmptyAssembly.Using(("Gateway.Abstractions", version)));
        LeftOut.Because(folder, "OtherMajor", $"compiled against Gateway.Abstractions {version}", $"this gateway has {ContractVersion.Current}", advice);
    }

    [TestMethod]
    public void A_plugin_for_a_newer_protocol_library_is_left_out()
    {
        using var folder = new PluginFolder();
        folder.Add("Newer", EmptyAssembly.Using(("Gateway.Abstractions", "1.0.0.0"), ("Gateway.Iec104", "1.99.0.0")));
        LeftOut.Because(folder, "Newer", "compiled against Gateway.Iec104 1.99.0.0", $"this gateway has {ContractVersion.Current}", "update the gateway");
    }

    [TestMethod]
    [DataRow("1.0.0.0", true)]
    [DataRow("1.0.99.0", true)]
    [DataRow("1.1.0.0", false)]
    [DataRow("2.0.0.0", false)]
    [DataRow("0.9.0.0", false)]
    public void Contracts_of_this_major_version_and_no_newer_minor_one_fit(string version, bool fits) =>
        Assert.AreEqual(fits, ContractVersion.Fits(Version.Parse(version)));

    [TestMethod]
    public void An_assembly_that_does_not_use_the_contracts_is_left_out()
    {
        using var folder = new PluginFolder();
        folder.Add("Other", EmptyAssembly.Using(("System.Runtime", "10.0.0.0")));
        LeftOut.Because(folder, "Other", "does not use Gateway.Abstractions", "no plugin of this gateway");
    }
}
