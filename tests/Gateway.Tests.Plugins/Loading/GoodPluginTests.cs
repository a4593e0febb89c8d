using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>A plugin as it should be.</summary>
[TestClass]
public sealed class GoodPluginTests
{
    [TestMethod]
    public void Its_status_has_its_name_its_file_its_version_and_no_error()
    {
        using var folder = new PluginFolder("Good");
        var status = Assert.ContainsSingle(folder.Load().Plugins);
        Assert.AreEqual("Good", status.Name);
        Assert.AreEqual(folder.FileOf("Good"), status.Path);
        Assert.AreEqual(new Version(1, 0, 0, 0), status.Version);
        Assert.IsNull(status.Error);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void Its_routing_policy_routes()
    {
        using var folder = new PluginFolder("Good");
        var policy = folder.Load().FindPolicy("good")!(null!);
        var started = MasterSet.Of(new MasterId(3));
        var route = new RtuRoute(in started, askers: default, isReply: false);
        policy.FromRtu(new AsduView(new byte[AsduView.MinOctets]), ref route);
        Assert.AreEqual(started, route.To);
    }

    [TestMethod, TestProperty("Rule", "C1")]
    [DataRow(".good")]
    [DataRow(".GOOD")]
    public void Its_loader_is_found_by_the_files_extension(string extension)
    {
        using var folder = new PluginFolder("Good");
        Assert.IsNotNull(folder.Load().FindLoader(extension)!.Load("stations" + extension).Config);
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void Its_extension_is_listed()
    {
        using var folder = new PluginFolder("Good");
        Assert.AreEqual(".good", Assert.ContainsSingle(folder.Load().Extensions));
    }
}
