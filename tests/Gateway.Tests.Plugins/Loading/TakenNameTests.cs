namespace Gateway.Tests.Plugins.Loading;

/// <summary>A name belongs to the plugin that registers it first; plugins are loaded in the order of their folders' names.</summary>
[TestClass]
public sealed class TakenNameTests
{
    [TestMethod, TestProperty("Rule", "R12")]
    public void A_plugin_that_wants_a_taken_name_is_left_out()
    {
        using var folder = new PluginFolder("TakenName");
        LeftOut.Because(folder, "TakenName", "a routing policy 'good' is there already, registered by plugin Good; give yours another name");
    }

    [TestMethod]
    public void Nothing_of_a_plugin_that_wants_a_taken_name_remains()
    {
        using var folder = new PluginFolder("Good", "TakenName");
        Assert.IsNull(folder.Load().FindPolicy("taken-name"));
    }

    [TestMethod]
    public void The_first_plugin_in_the_order_of_names_has_the_name()
    {
        using var folder = new PluginFolder("Good");
        folder.Add("TakenName", name: "Early");
        var catalog = folder.Load();
        Assert.IsNotNull(catalog.FindPolicy("taken-name"));
        Assert.IsNull(catalog.FindLoader(".good"));
    }

    [TestMethod]
    public void Plugins_are_listed_in_the_order_of_names()
    {
        using var folder = new PluginFolder("ThrowsInRegister", "Good", "NoPlugin");
        CollectionAssert.AreEqual(new[] { "Good", "NoPlugin", "ThrowsInRegister" }, folder.Load().Plugins.Select(p => p.Name).ToArray());
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void An_extension_that_is_taken_leaves_the_later_plugin_out()
    {
        using var folder = new PluginFolder("Good");
        folder.Add("Good", name: "Hood");
        var catalog = folder.Load();
        Assert.IsNull(catalog.Plugins[0].Error);
        Assert.Contains("plugin Hood is not loaded", catalog.Plugins[1].Error!);
    }

    [TestMethod]
    public void A_plugin_that_registers_a_name_twice_is_left_out()
    {
        using var folder = new PluginFolder("TwiceOneName");
        LeftOut.Because(folder, "TwiceOneName", "a loader for '.TWICE' is there already, registered by this plugin itself");
    }

    [TestMethod]
    public void The_error_shows_no_parameter_of_our_code()
    {
        using var folder = new PluginFolder("Good", "TakenName");
        Assert.DoesNotContain("(Parameter", folder.Load().Plugins.Single(p => p.Name == "TakenName").Error!);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("anything else")]
    public void A_plugin_that_catches_the_refusal_is_left_out_all_the_same(string rethrown)
    {
        using var folder = new PluginFolder();
        folder.Add("CatchesRefusal");
        File.WriteAllText(folder.FileOf("CatchesRefusal", "rethrown.txt"), rethrown);
        LeftOut.Because(folder, "CatchesRefusal", "an RTU library 'built-in' is there already, registered by the gateway itself");
    }

    [TestMethod]
    public void Nothing_of_a_plugin_that_catches_the_refusal_remains()
    {
        using var folder = new PluginFolder("CatchesRefusal");
        var catalog = folder.Load();
        Assert.IsNull(catalog.FindPolicy("before"));
        Assert.IsNull(catalog.FindPolicy("after"));
    }

    [TestMethod]
    public void The_gateways_own_protocol_stack_keeps_its_name()
    {
        using var folder = new PluginFolder("TakenLibrary");
        LeftOut.Because(folder, "TakenLibrary", "an RTU library 'built-in' is there already, registered by the gateway itself", "give yours another name");
    }
}
