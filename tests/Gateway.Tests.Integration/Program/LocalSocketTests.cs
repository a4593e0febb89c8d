using System.Net;
using System.Text.Json.Nodes;
using Gateway.Host.Control;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Program;

/// <summary><c>status</c> and <c>reload</c> reach a gateway that runs (H5), without any port of the web.</summary>
[TestClass]
public sealed class LocalSocketTests
{
    [TestMethod, TestProperty("Rule", "H5"), TestProperty("Rule", "O2")]
    public async Task Status_prints_a_table_and_the_document_of_a_gateway_without_a_page()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.180"), 0));
        var port = FreePort.Next();
        using var run = new RunFolder();
        using var program = GatewayProgram.StartWith(run.Environment, "stations.csv", File(Row(111, port, rtu)), "-n", "-i", "stations.csv");
        await using var master = await Scada.StartAsync("127.0.0.2", port);
        await run.HasAsync(1);
        var (table, _) = await RunAsync(run, "status");
        Assert.Contains($"{Path.Combine(program.Folder, "stations.csv")}, process ", table);
        Assert.Contains("groups 1: up 1, waiting 0, down 0, with problems 0; masters 1", table);
        var line = table.Split('\n').Single(l => l.StartsWith("111 ", StringComparison.Ordinal));
        Assert.Contains("Station-111  up", line);
        Assert.Contains($"{rtu.Local}  {port}", line);
        Assert.Contains("1/1", line);

        var (json, _) = await RunAsync(run, "status", "--json");
        Assert.AreEqual("up", (string?)JsonNode.Parse(json)!["groups"]![0]!["state"]);
        Assert.AreEqual(0, await program.Process.StopAsync());
        Assert.IsEmpty(Directory.GetFiles(run.Path), "the socket goes with the program");
    }

    [TestMethod, TestProperty("Rule", "H5"), TestProperty("Rule", "C6"), TestProperty("Rule", "C4")]
    public async Task Reload_takes_over_what_changed_and_refuses_what_is_wrong()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.181"), 0));
        var (port, second) = (FreePort.Next(), FreePort.Next());
        using var run = new RunFolder();
        using var program = GatewayProgram.StartWith(run.Environment, "stations.csv", File(Row(111, port, rtu)), "-n", "-i", "stations.csv");
        await using var master = await Scada.StartAsync("127.0.0.2", port);
        await run.HasAsync(1);

        await program.ReplaceFileAsync(File(Row(111, port, rtu), Row(222, second, rtu)));
        Assert.Contains("would be taken over: 1 groups kept, started: 222", (await RunAsync(run, "reload", "--preview")).Output);
        var (output, _) = await RunAsync(run, "reload");
        Assert.Contains("most RTUs serve one connection only", output);
        Assert.Contains("1 groups kept, started: 222", output);

        await program.ReplaceFileAsync(File(Row(111, 99_999, rtu)));
        (output, _) = await RunAsync(run, exitCode: 2, "reload");
        Assert.Contains("stations.csv:2:3: port no '99999' is not a number", output);
        Assert.Contains("not taken over", output);
        var status = JsonNode.Parse((await RunAsync(run, "status", "--json")).Output)!;
        Assert.IsFalse((bool)status["configuration"]!["lastLoad"]!["isTakenOver"]!);
        Assert.Contains(f => ((int)f!["line"]!, (int)f["column"]!) == (2, 3), status["configuration"]!["lastLoad"]!["findings"]!.AsArray());
        Assert.HasCount(2, status["groups"]!.AsArray());
        Assert.IsFalse(master.Station.Closed.IsCompleted);
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "H5")]
    public async Task Where_several_run_they_are_listed_and_one_is_named()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.182"), 0));
        using var run = new RunFolder();
        using var a = GatewayProgram.StartWith(run.Environment, "stations.csv", File(Row(111, FreePort.Next(), rtu)), "-n", "-i", "stations.csv");
        using var b = GatewayProgram.StartWith(run.Environment, "stations.csv", File(Row(222, FreePort.Next(), rtu)), "-n", "-i", "stations.csv", "--instance", "second");
        await run.HasAsync(2);
        var (output, _) = await RunAsync(run, exitCode: 2, "status");
        Assert.Contains("Several gateways run; name one with -i FILE or --instance NAME:", output);
        Assert.Contains($"  {Path.Combine(a.Folder, "stations.csv")} (process ", output);
        var file = Path.Combine(b.Folder, "stations.csv");
        Assert.Contains($"  second ({file}, process ", output);
        Assert.Contains("222  Station-222", (await RunAsync(run, "status", "-i", file)).Output, "also one with a name is found by its file");
        Assert.Contains("111  Station-111", (await RunAsync(run, "status", "-i", Path.Combine(a.Folder, "stations.csv"))).Output);
        Assert.Contains("222  Station-222", (await RunAsync(run, "status", "--instance", "second")).Output);
        (output, _) = await RunAsync(run, exitCode: 1, "status", "--instance", "third");
        Assert.Contains("No gateway runs as third. These run:", output);
        Assert.AreEqual((0, 0), (await a.Process.StopAsync(), await b.Process.StopAsync()));
    }

    [TestMethod, TestProperty("Rule", "H5")]
    public async Task Who_has_read_that_it_runs_can_reach_it()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.185"), 0));
        using var run = new RunFolder();
        using var program = GatewayProgram.StartWith(run.Environment, "stations.csv", File(Row(111, FreePort.Next(), rtu)), "-n", "-i", "stations.csv");
        _ = await program.Process.LineWithAsync("1 groups of stations.csv are running");
        Assert.IsTrue(await ControlClient.RunsAsync(Directory.GetFiles(run.Path).Single()));
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "H5")]
    public async Task What_a_killed_gateway_left_behind_is_in_nobodys_way()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.183"), 0));
        using var run = new RunFolder();
        using var program = GatewayProgram.StartWith(run.Environment, "stations.csv", File(Row(111, FreePort.Next(), rtu)), "-n", "-i", "stations.csv");
        await run.HasAsync(1);
        await Patience.UntilAsync(() => ControlClient.RunsAsync(Directory.GetFiles(run.Path).SingleOrDefault("")), "the socket listens");
        await program.Process.KillAsync();
        Assert.HasCount(1, Directory.GetFiles(run.Path));
        Assert.IsFalse(await ControlClient.RunsAsync(Directory.GetFiles(run.Path).Single()));

        program.StartAgain();
        _ = await program.Process.LineWithAsync("groups of stations.csv are running");
        await Patience.UntilAsync(() => ControlClient.RunsAsync(Directory.GetFiles(run.Path).SingleOrDefault("")), "it has taken its place");
        Assert.Contains("111  Station-111", (await RunAsync(run, "status")).Output);
        await program.Process.KillAsync();
        Assert.Contains("No gateway runs", (await RunAsync(run, exitCode: 1, "status")).Output);
        Assert.IsEmpty(Directory.GetFiles(run.Path), "it is taken away");
    }

    [TestMethod, TestProperty("Rule", "H5")]
    public async Task The_folder_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("rights are others there");
            return;
        }

        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.184"), 0));
        using var run = new RunFolder();
        System.IO.File.SetUnixFileMode(run.Path, (UnixFileMode)0b111_101_101);
        using var program = GatewayProgram.StartWith(run.Environment, "stations.csv", File(Row(111, FreePort.Next(), rtu)), "-n", "-i", "stations.csv");
        await run.HasAsync(1);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(run.Path));
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "H5")]
    public void Root_believes_no_folder_that_anybody_may_have_made()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("rights are others there");
        }

        Assert.DoesNotContain(f => f.StartsWith(Path.GetTempPath(), StringComparison.Ordinal), ControlFolder.Standard(isPrivileged: true));
        Assert.Contains(f => f.StartsWith(Path.GetTempPath(), StringComparison.Ordinal), ControlFolder.Standard(isPrivileged: false));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public async Task A_web_address_that_is_none_ends_with_2()
    {
        using var program = GatewayProgram.Start(file: null, "--web", "here");
        Assert.Contains("--web 'here' is no ADDRESS:PORT", await program.Process.EndAsync(exitCode: 2));
    }

    private static string File(params string[] rows) => $"iec104MM2SS-1port-v1.0\n{string.Join('\n', rows)}\n";

    private static string Row(int id, int port, ControlledStation rtu) => $"{id},Station-{id},{port},7,5,60,15,10,20,8,12,1000,Y,all,{rtu.Local},";

    private static Task<(string Output, int Code)> RunAsync(RunFolder run, params string[] arguments) => RunAsync(run, exitCode: 0, arguments);

    private static async Task<(string Output, int Code)> RunAsync(RunFolder run, int exitCode, params string[] arguments)
    {
        using var program = GatewayProgram.StartWith(run.Environment, "none", file: null, arguments);
        return (await program.Process.EndAsync(exitCode), exitCode);
    }

    // A folder of sockets of this test's own.
    private sealed class RunFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gateway-run-").FullName;

        public Dictionary<string, string> Environment => new(StringComparer.Ordinal) { [ControlFolder.Variable] = Path };

        /// <summary>So many gateways can be reached.</summary>
        public Task HasAsync(int sockets) => Patience.UntilAsync(
            async () => (await Task.WhenAll(Directory.GetFiles(Path).Select(ControlClient.RunsAsync))).Count(runs => runs) == sockets, $"{sockets} sockets");

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
