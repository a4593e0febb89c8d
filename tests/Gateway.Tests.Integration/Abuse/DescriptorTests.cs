using System.Net;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Integration.Sessions;

namespace Gateway.Tests.Integration.Abuse;

/// <summary>The operating system gives no more descriptors: who is there stays, and who comes is taken as soon as there are some again.</summary>
[TestClass]
public sealed class DescriptorTests
{
    private const int Limit = 300;

    [TestMethod, TestProperty("Rule", "S1"), TestProperty("Rule", "S3")]
    [DataRow("0", DisplayName = "own polling")]
    [DataRow("1", DisplayName = "the runtime's completions")]
    public async Task Out_of_descriptors_it_goes_on_and_takes_masters_again_when_there_are_some(string completions)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Descriptors are limited and counted as Linux does it.");
        }

        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.202"), 0));
        var port = FreePort.Next();
        using var gateway = GatewayProgram.StartUnder(
            ["prlimit", $"--nofile={Limit}:{Limit}", "env", $"GATEWAY_SOCKET_COMPLETIONS={completions}"],
            $"iec104MM2SS-1port-v1.0\n7,descriptors,{port},7,255,60,15,10,20,8,12,1000,N,all,{rtu.Local},127.0.0.0/8\n",
            "-n",
            "-i",
            "stations.csv");

        // Behind this line it opens nothing more by itself.
        _ = await gateway.Process.LineWithAsync("are running");
        using var first = await WireEnd.ConnectAsync("127.0.0.2", port);
        await first.StartAsync();
        var many = new List<WireEnd>();
        try
        {
            for (var n = 0; n < Limit; n++)
            {
                many.Add(await WireEnd.ConnectAsync("127.0.0.3", port));
            }

            await Patience.UntilAsync(() => Directory.GetFiles($"/proc/{gateway.Process.Id}/fd").Length >= Limit - 1, "no descriptor is left");
            await first.SendAsync(WireEnd.TestFrAct);
            await first.ExpectAsync(WireEnd.TestFrCon);
        }
        finally
        {
            many.ForEach(m => m.Dispose());
        }

        using var second = await WireEnd.ConnectAsync("127.0.0.4", port);
        await second.StartAsync();
        await first.SendAsync(WireEnd.TestFrAct);
        await first.ExpectAsync(WireEnd.TestFrCon);
        Assert.AreEqual(0, await gateway.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "H3")]
    [DataRow(120, 1, DisplayName = "the program's own libraries")]
    [DataRow(Limit, 80, DisplayName = "its groups")]
    public async Task With_too_few_descriptors_it_says_so_before_the_first_port_listens(int limit, int groups)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Descriptors are limited as Linux does it.");
        }

        var rows = Enumerable.Range(1, groups).Select(n => $"{n},group-{n},{FreePort.Next()},7,255,60,15,10,20,8,12,1000,N,all,127.0.1.203:{n},\n");
        using var gateway = GatewayProgram.StartUnder(["prlimit", $"--nofile={limit}:{limit}"], $"iec104MM2SS-1port-v1.0\n{string.Concat(rows)}", "-n", "-i", "stations.csv");
        var told = await gateway.Process.EndAsync(exitCode: 3);
        Assert.Contains($"too few files and connections open: {limit}; it needs ", told);
        Assert.Contains("LimitNOFILE=65536 in the [Service] section of a unit, 'ulimit -n 65536' in a shell", told);
        Assert.DoesNotContain("Unhandled", told);
        Assert.DoesNotContain("found 0 systems", told);
    }
}
