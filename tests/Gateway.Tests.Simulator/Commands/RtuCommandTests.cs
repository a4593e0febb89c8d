using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Tests.Integration;
using Gateway.Tests.Simulator.Files;

namespace Gateway.Tests.Simulator.Commands;

/// <summary><c>iec104-sim rtu</c> as a user starts it.</summary>
[TestClass]
public sealed class RtuCommandTests
{
    [TestMethod]
    public async Task It_runs_a_file_sends_an_index_and_logs()
    {
        var port = FreePort();
        using var folder = new TestFolder().WithSignals("7,Y,30,1,1,0,,,,,,first\n7,N,30,2,0,0,,,,,,second\n8,N,30,3,0,0,,,,,,no\n").WithRtus($"1,Sim,32,{port},,12,60,io.csv\n");
        var log = Path.Combine(folder.Root, "log.csv");
        var (code, output, _) = await RunAsync(
            async () =>
            {
                await using var master = await ConnectAsync(port);
                await master.GetsAsync("IOA 2 = OFF");
                Assert.IsEmpty(master.Of("IOA 3"));
            },
            "rtu",
            "--ini",
            folder.Root,
            "--listen",
            "127.0.1.1",
            "--send",
            "7",
            "--log",
            log);
        Assert.AreEqual(0, code);
        Assert.Contains($"RTU 32 (Sim) listens on 127.0.1.1:{port}", output);
        Assert.Contains("Sim: index 7: 2 signals sent", output);
        Assert.Contains("startdt act/con done with 127.0.0.1", output);
        Assert.Contains(",Sim,sent,30,2,OFF,,3,0,second", await File.ReadAllTextAsync(log));
    }

    [TestMethod]
    public async Task It_moves_and_misbehaves_when_told()
    {
        var port = FreePort();
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus($"1,Sim,32,{port},,12,60,io.csv\n");
        var (code, _, _) = await RunAsync(
            async () =>
            {
                await using var master = await ConnectAsync(port);
                await master.GetsAsync("IOA 301 = INTERMEDIATE");
                var result = await master.Station.InterrogateAsync(TestRtu.Number).WaitAsync(Patience.Limit);
                Assert.AreEqual(Iec104.Stations.RequestOutcome.Negative, result.Outcome);
            },
            "rtu",
            "-i",
            folder.RtuPath,
            "--listen",
            "127.0.1.1",
            "--process",
            "20",
            "--fault",
            "negative");
        Assert.AreEqual(0, code);
    }

    [TestMethod]
    public async Task Check_tells_what_is_wrong_and_ends()
    {
        using var folder = new TestFolder().WithSignals("1,Y,30,1,1,0,,,,,,\n2,Y,30,2,7,0,,,,,,\n").WithRtus("1,Sim,32,2404,,12,60,io.csv\n");
        var (code, output, _) = await RunAsync(null, "rtu", "--ini", folder.Root, "--check");
        Assert.AreEqual(2, code);
        Assert.Contains("io.csv:2:5: Value '7' does not fit", output);
        Assert.Contains("RTU 32 (Sim): port 2404; 1 signals, 1 points in interrogations, 0 commands", output);
        Assert.Contains("RTUs 1, errors 1, warnings 0", output);
    }

    [TestMethod]
    [DataRow("found 0 RTUs", "--ini", "nowhere.csv")]
    [DataRow("is no address", "--listen", "here")]
    [DataRow("--fault thrice is unknown", "--fault", "thrice")]
    [DataRow("--repeat says how long, but nothing is sent", "--repeat", "5")]
    [DataRow("--process -1 is not above 0", "--process", "-1")]
    [DataRow("--process NaN is not above 0", "--process", "NaN")]
    [DataRow("--for NaN is not above 0", "--for", "NaN")]
    [DataRow("--select-timeout 0 is not above 0", "--select-timeout", "0")]
    [DataRow("--buffer 0 is not within 1..10000000", "--buffer", "0")]
    public async Task Wrong_usage_is_told(string text, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(null, ["rtu", .. arguments]);
        Assert.AreEqual(2, code, errors);
        Assert.Contains(text, errors);
    }

    [TestMethod]
    public async Task A_port_in_use_is_told_and_ends_the_program_where_it_was_the_last()
    {
        using var taken = new TcpListener(IPAddress.Parse("127.0.1.1"), 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus($"1,Sim,32,{port},,12,60,io.csv\n");
        var (code, _, errors) = await RunAsync(null, "rtu", "--ini", folder.Root, "--listen", "127.0.1.1");
        Assert.AreEqual(3, code);
        Assert.Contains($"RTU 32 (Sim): cannot listen on 127.0.1.1:{port}: it is in use by another program", errors);
    }

    [TestMethod]
    [DataRow(2, "--send 8: no RTU has a row with this index", "--send", "8")]
    [DataRow(3, "--http 192.0.2.9:8105: ", "--http", "192.0.2.9:8105", "--http-allow-remote")]
    public async Task What_cannot_be_had_is_told_and_ends_the_program(int expected, string text, params string[] arguments)
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus($"1,Sim,32,{FreePort()},,12,60,io.csv\n");
        var (code, _, errors) = await RunAsync(null, ["rtu", "--ini", folder.Root, "--listen", "127.0.1.1", .. arguments]);
        Assert.AreEqual(expected, code, errors);
        Assert.StartsWith(text, errors);
    }

    [TestMethod]
    public async Task Commands_must_be_selected_where_it_is_said()
    {
        var port = FreePort();
        using var folder = new TestFolder().WithSignals("1,N,45,21001,1,0,,,,,,\n2,Y,30,1,0,0,,,,,,\n").WithRtus($"1,Sim,32,{port},,12,60,io.csv\n");
        var (code, _, _) = await RunAsync(
            async () =>
            {
                await using var master = await ConnectAsync(port);
                var outcome = await master.Station.Command(TestRtu.Number, TestRtu.BreakerCommand, isOn: true).Confirmation.WaitAsync(Patience.Limit);
                Assert.AreEqual(Iec104.Stations.RequestOutcome.Negative, outcome);
            },
            ["rtu", "--ini", folder.Root, "--listen", "127.0.1.1", "--select-only", "--select-timeout", "5", "--buffer", "10"]);
        Assert.AreEqual(0, code);
    }

    [TestMethod]
    public async Task A_log_that_cannot_be_written_on_does_not_end_it_and_is_told()
    {
        var port = FreePort();
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus($"1,Sim,32,{port},,12,60,io.csv\n");
        var (code, _, errors) = await RunAsync(
            async () =>
            {
                await using var master = await ConnectAsync(port);
                await master.GetsAsync("M_EI_NA_1");
            },
            ["rtu", "--ini", folder.Root, "--listen", "127.0.1.1", "--log", "/dev/full"]);
        Assert.AreEqual(1, code, errors);
        Assert.Contains("--log /dev/full: what was logged is not complete: No space left on device", errors);
        Assert.DoesNotContain("Unhandled", errors);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.1.1"), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<TestMaster> ConnectAsync(int port)
    {
        TestMaster? master = null;
        await Patience.UntilAsync(
            async () =>
            {
                try
                {
                    master = await TestMaster.StartAsync(new IPEndPoint(IPAddress.Parse("127.0.1.1"), port));
                    return true;
                }
                catch (IOException)
                {
                    return false;
                }
            },
            "the RTU to listen");
        return master!;
    }

    // Runs it while something is done, and ends it then; or until it ends by itself.
    private static async Task<(int Code, string Output, string Errors)> RunAsync(Func<Task>? meanwhile, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "iec104-sim.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var program = Process.Start(start)!;
        try
        {
            var output = program.StandardOutput.ReadToEndAsync();
            var errors = program.StandardError.ReadToEndAsync();
            if (meanwhile is not null)
            {
                await meanwhile();
                using var end = Process.Start("kill", $"-TERM {program.Id}");
                await end.WaitForExitAsync();
            }

            await program.WaitForExitAsync().WaitAsync(Patience.Limit);
            return (program.ExitCode, await output, await errors);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }
        }
    }
}
