using System.Net;
using System.Text.Json;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;

namespace Gateway.Tests.Simulator.Commands;

/// <summary><c>iec104-sim master</c> as a user starts it.</summary>
[TestClass]
public sealed class MasterCommandTests
{
    [TestMethod]
    public async Task It_asks_prints_what_comes_and_finds_what_is_expected()
    {
        await using var rtu = Rtu();
        var (code, output, errors) = await SimulatorProgram.RunAsync(
            "master", $"{rtu.Ports[0]}", "--ca", "7", "--from", "127.0.0.2", "--gi", "--read", "1001", "--clock", "--counters", "--test", "--masters", "1",
            "--command", "C_SC_NA_1:21001=ON", "--select", "--time", "--expect", "M_SP_TB_1 ioa 1001 = ON within 20 s");
        Assert.AreEqual(0, code, output + errors);
        Assert.Contains("received  M_SP_NA_1 COT 20 interrogated by station CA 7 IOA 1001 = OFF", output);
        Assert.Contains("sent      C_SC_TA_1 COT 6 activation CA 7 IOA 21001 = ON", output);
        Assert.Contains("m1: interrogation (1 object): positive", errors);
        Assert.Contains("expected M_SP_TB_1 ioa 1001 = ON within 20 s: m1: M_SP_TB_1", errors);
        Assert.Contains("round trips: min", errors);
    }

    [TestMethod]
    public async Task What_does_not_come_is_exit_code_1()
    {
        await using var rtu = Rtu();
        var (code, _, errors) = await SimulatorProgram.RunAsync("master", $"{rtu.Ports[0]}", "--ca", "7", "--expect", "M_SP_TB_1 ioa 9 = ON within 200 ms");
        Assert.AreEqual(1, code, errors);
        Assert.Contains("expected M_SP_TB_1 ioa 9 = ON within 200 ms, but: m1: nothing of it", errors);
    }

    [TestMethod]
    public async Task A_select_alone_is_given_up_by_a_cancel()
    {
        await using var rtu = Rtu();
        var (code, output, errors) = await SimulatorProgram.RunAsync(
            "master", $"{rtu.Ports[0]}", "--ca", "7", "--select", "--command", "select C_SC_NA_1:21001=ON", "--command", "cancel C_SC_NA_1:21001=ON", "--command", "cancel C_SC_NA_1:21001=ON");
        Assert.AreEqual(1, code, output);
        Assert.Contains("m1: C_SC_NA_1 IOA 21001 = ON (select): positive", errors);
        Assert.Contains("m1: C_SC_NA_1 IOA 21001 = ON (deactivation): positive", errors);
        Assert.Contains("m1: C_SC_NA_1 IOA 21001 = ON (deactivation): negative", errors, "the second cancel finds nothing selected");
        Assert.DoesNotContain("M_SP_TB_1", output);
    }

    [TestMethod]
    public async Task Nothing_may_come_but_the_connection_must_stand()
    {
        await using var rtu = Rtu();
        var (code, _, errors) = await SimulatorProgram.RunAsync("master", $"{rtu.Ports[0]}", "--ca", "7", "--expect", "no M_SP_TB_1 for 300 ms");
        Assert.AreEqual(0, code, errors);
        await using var closed = Rtu(new AddressList([]));
        (code, _, errors) = await SimulatorProgram.RunAsync("master", $"{closed.Ports[0]}", "--ca", "7", "--expect", "no M_SP_TB_1 for 300 ms");
        Assert.AreEqual(1, code);
        Assert.Contains("m1 was not connected all the time, so what it did not receive tells nothing", errors);
    }

    [TestMethod]
    public async Task A_refused_command_is_exit_code_1()
    {
        await using var rtu = Rtu();
        await rtu.SetFaultsAsync(new RtuFaults { AnswersNegative = true });
        var (code, _, errors) = await SimulatorProgram.RunAsync("master", $"{rtu.Ports[0]}", "--ca", "7", "--command", "45:21001=ON");
        Assert.AreEqual(1, code, errors);
        Assert.Contains("m1: C_SC_NA_1 IOA 21001 = ON: negative", errors);
    }

    [TestMethod]
    public async Task Json_is_one_object_a_line_and_csv_has_a_header()
    {
        await using var rtu = Rtu();
        var (_, json, _) = await SimulatorProgram.RunAsync("master", $"{rtu.Ports[0]}", "--ca", "7", "--gi", "--format", "json");
        var point = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Single(e => e.GetProperty("type").GetString() == "M_SP_NA_1");
        Assert.AreEqual((1001, "OFF", 20, 7), (point.GetProperty("ioa").GetInt32(), point.GetProperty("value").GetString(), point.GetProperty("cot").GetInt32(), point.GetProperty("ca").GetInt32()));
        var (_, csv, _) = await SimulatorProgram.RunAsync("master", $"{rtu.Ports[0]}", "--ca", "7", "--gi", "--format", "csv");
        Assert.AreEqual(SignalFormat.CsvHeader, csv.Split('\n')[0].TrimEnd('\r'));
        Assert.Contains(",m1,received,1,1001,OFF,,20,0,,7,,", csv);
    }

    [TestMethod]
    public async Task Masters_that_have_lost_everything_end_and_say_why()
    {
        var (code, _, errors) = await SimulatorProgram.RunAsync("master", "127.0.1.250:9");
        Assert.AreEqual(1, code);
        Assert.Contains("m1: 127.0.1.250:9: connection refused", errors);
        Assert.EndsWith("no connection is left", errors.Trim());

        // A master that nobody admits.
        await using var rtu = Rtu(new AddressList([]));
        (code, _, errors) = await SimulatorProgram.RunAsync("master", $"{rtu.Ports[0]}");
        Assert.AreEqual(1, code);
        Assert.Contains($"m1: disconnected from {rtu.Ports[0]}: ", errors);
    }

    [TestMethod]
    [DataRow("--format xml", "--format xml is none of text, csv, json")]
    [DataRow("--command C_SC_NA_1", "\"C_SC_NA_1\" is no command. TYPE:IOA=VALUE is one")]
    [DataRow("--read x", "--read x is no information object address: 0..16777215")]
    [DataRow("--from here", "--from here is no address, as 127.0.0.2")]
    [DataRow("--masters 0", "--masters 0 is not within 1..10000")]
    [DataRow("--ca 0", "--ca 0 is not within 1..65535")]
    [DataRow("--t1 0", "--t1 0 is no time: seconds above 0")]
    [DataRow("--expect iao", "--expect \"iao\":1: \"iao\" stands where a condition (TYPE ca N")]
    [DataRow("--command C_BO_NA_1:1=5 --select", "A bitstring command (51, 64) has no select: leave it out.")]
    [DataRow("--http 0.0.0.0:8105", "--http 0.0.0.0:8105: anybody in the network could command the stations")]
    public async Task A_wrong_option_is_exit_code_2_and_says_what_is_right(string options, string why)
    {
        var (code, _, errors) = await SimulatorProgram.RunAsync(["master", "127.0.1.250:2404", .. options.Split(' ')]);
        Assert.AreEqual(2, code, errors);
        Assert.StartsWith(why, errors);
    }

    private static SimulatedRtu Rtu(AddressList? hosts = null) => SimulatedRtu.Start(
        new RtuConfig { Name = "A", Number = new(7), Ports = [new RtuPort(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0)) { Hosts = hosts ?? AddressList.Everybody }] },
        new RtuSignals(
            [new SignalRow(1, 1, IsInterrogated: true, TypeIdentification.M_SP_TB_1, new(1001), 0)],
            [new CommandRow(2, TypeIdentification.C_SC_NA_1, new(21001), new(1001))]),
        NoSink.Instance);
}
