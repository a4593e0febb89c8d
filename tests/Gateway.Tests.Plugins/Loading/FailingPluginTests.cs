namespace Gateway.Tests.Plugins.Loading;

/// <summary>Plugins that fail when their code runs.</summary>
[TestClass]
public sealed class FailingPluginTests
{
    [TestMethod]
    public void A_plugin_that_throws_in_Register_is_left_out()
    {
        using var folder = new PluginFolder("ThrowsInRegister");
        LeftOut.Because(folder, "ThrowsInRegister", "failed in Register", "InvalidOperationException", "no licence was found");
    }

    [TestMethod]
    public void Nothing_of_a_plugin_that_throws_in_Register_remains()
    {
        using var folder = new PluginFolder("ThrowsInRegister");
        Assert.IsNull(folder.Load().FindPolicy("half"));
    }
}
