using System.Net;
using Gateway.Host.Logging;

namespace Gateway.Tests.Integration.Program;

/// <summary>A folder of logs is one gateway's (O1, H3).</summary>
[TestClass]
public sealed class LogFolderTests
{
    private static readonly IPAddress Nobody = IPAddress.Parse("127.0.1.72");

    [TestMethod, TestProperty("Rule", "O1"), TestProperty("Rule", "H3")]
    public async Task A_second_gateway_in_the_folder_is_refused_with_the_way_out_which_helps()
    {
        using var first = GatewayProgram.Start(File(FreePort.Next()), "-n", "-i", "stations.csv");
        _ = await first.Process.LineWithAsync("groups of stations.csv are running");
        await System.IO.File.WriteAllTextAsync(Path.Combine(first.Folder, "south.csv"), File(FreePort.Next()));

        using var second = first.Beside("-n", "-i", "south.csv");
        var told = await second.EndAsync(exitCode: 3);
        Assert.Contains($"{Path.Combine(first.Folder, "log")}: another gateway runs and writes its logs here.", told);
        Assert.Contains("--instance NAME -i FILE", told);
        Assert.DoesNotContain("south.csv", first.Log("gateway.log"));

        using var named = first.Beside("-n", "--instance", "south", "-i", "south.csv");
        _ = await named.LineWithAsync("groups of south.csv are running");
        Assert.IsTrue(System.IO.File.Exists(Path.Combine(first.Folder, "log", "south", "gateway.log")));

        // Who only looks needs no logs of its own.
        using var validated = first.Beside("validate", "stations.csv");
        _ = await validated.EndAsync();
        using var status = first.Beside("status", "-i", "stations.csv");
        Assert.Contains("North", await status.EndAsync());
        using var reload = first.Beside("reload", "-i", "stations.csv");
        Assert.Contains("1 groups kept", await reload.EndAsync());
        Assert.AreEqual(0, await named.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "H2"), TestProperty("Rule", "O1")]
    public async Task A_demo_hinders_no_gateway_and_no_other_demo()
    {
        using var demo = GatewayProgram.Start(File(FreePort.Next()), "demo", "-n");
        _ = await demo.Process.LineAsync();
        using var other = demo.Beside("demo", "-n");
        _ = await other.LineAsync();
        using var gateway = demo.Beside("-n", "-i", "stations.csv");
        _ = await gateway.LineWithAsync("groups of stations.csv are running");
        Assert.AreEqual(0, await other.StopAsync());
        Assert.AreEqual(0, await gateway.StopAsync());
        Assert.AreEqual(0, await demo.Process.StopAsync());
        Assert.HasCount(2, Directory.GetDirectories(Path.Combine(demo.Folder, "log"), "demo*"));
    }

    [TestMethod, TestProperty("Rule", "O1"), TestProperty("Rule", "D4")]
    public async Task After_a_kill_the_folder_is_free_at_once()
    {
        using var program = GatewayProgram.Start(File(FreePort.Next()), "-n", "-i", "stations.csv");
        _ = await program.Process.LineWithAsync("groups of stations.csv are running");
        Assert.IsNull(LogFolderLock.TryTake(Path.Combine(program.Folder, "log")));
        await program.Process.KillAsync();
        program.StartAgain();
        _ = await program.Process.LineWithAsync("groups of stations.csv are running");
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public void Two_do_not_hold_one_folder_and_it_is_free_when_the_first_lets_go()
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            var folder = Path.Combine(root.FullName, "log", "north");
            using (var first = LogFolderLock.TryTake(folder))
            {
                Assert.IsNotNull(first);
                Assert.IsNull(LogFolderLock.TryTake(folder));
                using var another = LogFolderLock.TryTake(Path.Combine(root.FullName, "log"));
                Assert.IsNotNull(another);
            }

            using var next = LogFolderLock.TryTake(folder);
            Assert.IsNotNull(next);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static string File(int port) => $"iec104MM2SS-1port-v1.0\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,{Nobody}:2405,\n";
}
