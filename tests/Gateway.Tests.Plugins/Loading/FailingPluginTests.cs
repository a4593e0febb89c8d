using Gateway.Tests.Integration;
using Gateway.Tests.Integration.Time;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>Plugins that fail when their code runs.</summary>
[TestClass]
public sealed class FailingPluginTests
{
    [TestMethod]
    public void A_plugin_that_throws_in_Register_is_left_out()
    {
        using var folder = new PluginFolder("ThrowsInRegister");
        LeftOut.Because(folder, "ThrowsInRegister", "failed in Register", "InvalidOperationException", "no licence was found in /etc/licence");
    }

    [TestMethod]
    public void Nothing_of_a_plugin_that_throws_in_Register_remains()
    {
        using var folder = new PluginFolder("ThrowsInRegister");
        Assert.IsNull(folder.Load().FindPolicy("half"));
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public async Task A_plugin_that_does_not_come_back_from_Register_is_left_out_after_10_s()
    {
        using var folder = new PluginFolder("BlocksInRegister", "Good");
        var time = new HandTime();
        var loading = Task.Run(() => folder.Load(time));
        await Patience.UntilAsync(() => time.Next is not null, "it waits for the plugin");
        time.Pass(TimeSpan.FromSeconds(9.9));
        Assert.IsFalse(loading.IsCompleted);
        time.Pass(TimeSpan.FromSeconds(0.1));
        var catalog = await loading.WaitAsync(Patience.Limit);
        LeftOut.Because(catalog, folder, "BlocksInRegister", "has not come back", "within 10 s");
        Assert.IsNull(catalog.FindPolicy("half"));
        Assert.IsTrue(catalog.IsIncomplete);
    }

    [TestMethod]
    public void A_plugin_that_throws_in_its_constructor_is_left_out()
    {
        using var folder = new PluginFolder("ThrowsInConstructor");
        LeftOut.Because(folder, "ThrowsInConstructor", "the constructor", "InvalidOperationException", "no licence was found");
    }

    [TestMethod]
    public void A_plugin_whose_constructor_wants_arguments_is_left_out()
    {
        using var folder = new PluginFolder("NeedsArguments");
        LeftOut.Because(folder, "NeedsArguments", "Fixtures.NeedsArguments.DemandingPlugin", "no public constructor without parameters", "give it one");
    }

    [TestMethod]
    public void An_assembly_without_a_public_plugin_class_is_left_out()
    {
        using var folder = new PluginFolder("NoPlugin");
        LeftOut.Because(folder, "NoPlugin", "0 public classes that implement IGatewayPlugin", "must have one");
    }

    [TestMethod]
    public void An_assembly_with_two_plugin_classes_is_left_out()
    {
        using var folder = new PluginFolder("TwoPlugins");
        LeftOut.Because(folder, "TwoPlugins", "2 public classes", "Fixtures.TwoPlugins.FirstPlugin", "Fixtures.TwoPlugins.SecondPlugin", "must have one");
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void A_plugin_whose_extension_has_no_dot_is_left_out()
    {
        using var folder = new PluginFolder("NoDot");
        LeftOut.Because(folder, "NoDot", "'dot' is no file extension", "as in '.csv'");
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void Nothing_of_a_plugin_whose_extension_has_no_dot_remains()
    {
        using var folder = new PluginFolder("NoDot");
        Assert.IsEmpty(folder.Load().Extensions);
    }
}
