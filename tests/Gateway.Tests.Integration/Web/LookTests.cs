using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Host;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Plugins;

namespace Gateway.Tests.Integration.Web;

/// <summary>What only looks leaves no trace; what was done by half is told by half (C4, C6).</summary>
[TestClass]
public sealed class LookTests
{
    private static string Text => $"iec104MM2SS-1port-v1.0\n111,North,{FreePort.Next()},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.198:1,\n";

    [TestMethod, TestProperty("Rule", "C6")]
    public async Task With_check_nothing_is_reloaded_or_edited_and_the_log_says_nothing_of_it()
    {
        await using var rig = await WebRig.StartAsync("stations.csv", Text);
        var file = Path.Combine(rig.Folder, "stations.csv");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("1000", "900", StringComparison.Ordinal));
        var report = await rig.SendAsync(HttpMethod.Post, "api/v1/reload?check=true");
        Assert.AreEqual("would be taken over: 0 groups kept, restarted: 111", (string?)report["result"]);
        _ = await rig.SendAsync(HttpMethod.Put, "api/v1/groups/111/config?check=true", new { name = "Norden" });
        Assert.AreEqual(1000, rig.Engine.Groups.Single().Config.BufferSize);

        // What can only be done is done, and told.
        _ = await rig.SendAsync(HttpMethod.Post, "api/v1/groups/111/restart?check=true");
        _ = await rig.SendAsync(HttpMethod.Post, "api/v1/reload");
        Assert.AreEqual(900, rig.Engine.Groups.Single().Config.BufferSize);
        await Patience.UntilAsync(() => rig.Log.Contains("asks: POST /api/v1/reload", StringComparison.Ordinal), "the reload is told");
        Assert.HasCount(2, rig.Log.Split('\n').Where(l => l.Contains("asks:", StringComparison.Ordinal)));
    }

    [TestMethod, TestProperty("Rule", "C4"), TestProperty("Rule", "R12")]
    public async Task An_edit_that_is_in_the_file_and_fails_in_a_plugin_is_told_as_saved_and_not_taken_over()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        var path = Path.Combine(folder, "stations.csv");
        await File.WriteAllTextAsync(path, Text);
        await using var rig = WebRig.Make(path, TimeProvider.System, folder);
        var catalog = rig.Get<PluginCatalog>();
        var plugins = new Failing(catalog);
        await using var engine = new GatewayEngine(plugins, rig.Get<LogFiles>().Of);
        _ = engine.Start(ConfigurationFile.Load(path, catalog, _ => { }).Config!);
        using var operations = new Operations(engine, catalog, rig.Get<LogFiles>(), rig.Get<GatewayFile>());
        var editor = new GroupEditor(engine, operations, rig.Get<GatewayFile>(), rig.Get<EditCheck>(), rig.Get<FileSaver>(), rig.Get<LogFiles>());
        plugins.Fails = true;
        var result = await editor.EditAsync("111", new() { ["name"] = "Norden" }, version: null, isCheck: false, save: true, "test");

        Assert.AreEqual((false, false, true), (result.IsGood, result.IsApplied, result.IsSaved), result.Result);
        Assert.StartsWith("not taken over, group 111 runs on as it was: group 111 is not started: one of its plugins failed: out of order; saved to ", result.Result);
        Assert.Contains("Norden", await File.ReadAllTextAsync(path));
        Assert.Contains("North", await File.ReadAllTextAsync(result.Backup!));
        Assert.AreEqual("North", engine.Groups.Single().Config.Name);
        Assert.IsTrue(rig.Get<GatewayFile>().HasUnsavedEdit("111"), "it runs with what the file does not have");
        Assert.AreEqual("111-North", rig.Get<LogFiles>().PagesOf("111")!.Name);
        Assert.Contains("out of order", await operations.RestartAsync("111") ?? "");
        _ = await operations.StopAsync();
    }

    private sealed class Failing(IPluginLookup others) : IPluginLookup
    {
        public bool Fails { get; set; }

        public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => Fails ? _ => throw new InvalidOperationException("out of order") : others.FindPolicy(name);

        public IRtuLinkFactory? FindRtuLibrary(string name) => others.FindRtuLibrary(name);
    }
}
