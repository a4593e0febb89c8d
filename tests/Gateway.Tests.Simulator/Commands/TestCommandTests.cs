using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Simulator.Commands;

/// <summary><c>iec104-sim test</c> as a user starts it.</summary>
[TestClass]
public sealed class TestCommandTests
{
    private const string Avalanche = """
        rtu A ca 7 on $gateway
          signal 1 M_SP_TB_1 ioa 1001 = OFF to 1100
        masters m 3 to $gateway from 127.0.0.2
        start every master within 20 s
        send $signals signals from rtu A
        expect all signals of rtu A at every master within 60 s no duplicates
        """;

    public TestContext TestContext { get; set; } = null!;

    private string Folder { get; set; } = "";

    [TestInitialize]
    public void Begin() => Folder = Directory.CreateTempSubdirectory("simulator").FullName;

    [TestCleanup]
    public void End() => Directory.Delete(Folder, recursive: true);

    [TestMethod]
    public async Task A_scenario_that_passes_is_exit_code_0_and_writes_its_report()
    {
        var report = Path.Combine(Folder, "report.html");
        var (code, output, errors) = await SimulatorProgram.RunAsync("test", File(Avalanche), "signals=2000", "--gateway", $"127.0.1.1:{FreePort()}", "--report", report);
        Assert.AreEqual(0, code, output + errors);
        Assert.Contains("m3: 2000 received, 0 lost, 0 duplicates, order kept", output);
        Assert.Contains("test: passed, 3 of 3 steps passed, 0 failed", output);
        Assert.Contains("Passed: 3 steps, none failed", await System.IO.File.ReadAllTextAsync(report, TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task One_that_fails_is_exit_code_1_and_says_what_was_seen()
    {
        var text = Avalanche.Split("send")[0] + "send M_SP_TB_1 ioa 1001 = OFF from A\nexpect M_SP_TB_1 ioa 1001 = ON at m2 within 200 ms";
        var report = Path.Combine(Folder, "report.html");
        var (code, output, errors) = await SimulatorProgram.RunAsync("test", File(text), "--gateway", $"127.0.1.1:{FreePort()}", "--report", report);
        Assert.AreEqual(1, code, output + errors);
        Assert.Contains("expected: M_SP_TB_1 IOA 1001 = ON at m2 within 200 ms", output);
        Assert.Contains("seen:     m2: instead M_SP_TB_1 COT 3 spontaneous CA 7 IOA 1001 = OFF", output);
        Assert.Contains("1E 01 03 00 07 00 E9 03 00 00", await System.IO.File.ReadAllTextAsync(report, TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task A_bad_scenario_is_exit_code_2()
    {
        var path = File("rtu A ca 7 on 127.0.1.1:2404\nsnd 5 signals");
        var (code, _, errors) = await SimulatorProgram.RunAsync("test", path);
        Assert.AreEqual(2, code);
        Assert.StartsWith($"{path}:2:1: \"snd\" is no step", errors);
        Assert.AreEqual(2, (await SimulatorProgram.RunAsync("test", path, "gateway")).ExitCode);
    }

    [TestMethod]
    public async Task A_select_is_remembered_for_its_master_until_its_time_is_over()
    {
        var text = """
            rtu A ca 7 on $gateway select-only
              signal 1 M_SP_TB_1 ioa 1001 = OFF
              obeys C_SC_NA_1 ioa 21001 -> 1001
            rtu B ca 8 on $other select-only select-timeout 100 ms
              signal 1 M_BO_TB_1 ioa 1001 = 0
              obeys C_SC_NA_1 ioa 21001 -> 1001
              obeys C_BO_NA_1 ioa 21002 -> 1001
            masters m 2 to $gateway ca 7
            master n to $other ca 8
            start every master within 20 s
            command C_SC_NA_1 ioa 21001 = ON from m1 expect negative
            select C_SC_NA_1 ioa 21001 = ON from m1
            select C_SC_NA_1 ioa 21001 = ON from m2 expect negative
            cancel C_SC_NA_1 ioa 21001 = ON from m2 expect negative
            command C_SC_NA_1 ioa 21001 = ON from m1
            select C_SC_NA_1 ioa 21001 = OFF from m1
            cancel C_SC_NA_1 ioa 21001 = OFF from m1
            command C_SC_NA_1 ioa 21001 = OFF from m1 expect negative
            select C_SC_NA_1 ioa 21001 = ON from n
            wait 200 ms
            command C_SC_NA_1 ioa 21001 = ON from n expect negative
            command C_BO_NA_1 ioa 21002 = 5 from n    # has no select
            """;
        var (code, output, errors) = await SimulatorProgram.RunAsync("test", File(text), $"other=127.0.1.1:{FreePort()}", "--gateway", $"127.0.1.1:{FreePort()}");
        Assert.AreEqual(0, code, output + errors);
    }

    [TestMethod]
    public async Task A_port_that_cannot_be_had_is_exit_code_3()
    {
        var (code, _, errors) = await SimulatorProgram.RunAsync("test", File("rtu A ca 7 on 192.0.2.9:2404\nwait 1 s"));
        Assert.AreEqual(3, code);
        Assert.Contains("cannot listen on 192.0.2.9:2404: the address 192.0.2.9 is not this machine's", errors);
    }

    [TestMethod]
    [DataRow("--report")]
    [DataRow("--log")]
    public async Task A_file_that_cannot_be_written_is_told_before_the_test_begins(string option)
    {
        var (code, output, errors) = await SimulatorProgram.RunAsync(
            "test", File(Avalanche), "signals=10", "--gateway", $"127.0.1.1:{FreePort()}", option, Path.Combine(Folder, "nowhere", "file"));
        Assert.AreEqual(2, code);
        Assert.StartsWith($"{option} {Path.Combine(Folder, "nowhere", "file")}: ", errors);
        Assert.AreEqual("", output);
    }

    [TestMethod]
    public async Task Every_signal_of_a_test_can_be_logged()
    {
        var log = Path.Combine(Folder, "log.csv");
        var (code, output, errors) = await SimulatorProgram.RunAsync("test", File(Avalanche), "signals=10", "--gateway", $"127.0.1.1:{FreePort()}", "--log", log);
        Assert.AreEqual(0, code, output + errors);
        var lines = await System.IO.File.ReadAllLinesAsync(log, TestContext.CancellationToken);
        Assert.HasCount(10, lines.Where(l => l.Contains(",A,sent,30,", StringComparison.Ordinal)).ToArray());
        Assert.HasCount(10, lines.Where(l => l.Contains(",m3,received,30,", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public async Task Checking_opens_nothing()
    {
        var (code, output, _) = await SimulatorProgram.RunAsync("test", File(Avalanche), "signals=1", "--gateway", "127.0.1.1:2404", "--check");
        Assert.AreEqual(0, code);
        Assert.Contains("3 steps, no fault", output);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private string File(string text)
    {
        var path = Path.Combine(Folder, "test.scenario");
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
