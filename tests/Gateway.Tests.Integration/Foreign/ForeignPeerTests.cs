using System.Text.Json;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Foreign;

/// <summary>Peers that are not ours: an RTU and a master that build and dissect every APDU with scapy; a capture of all of it, read by tshark.</summary>
[TestClass]
public sealed class ForeignPeerTests
{
    private const string Python = "/usr/bin/python3";
    private const int Events = 40;

    [TestMethod, TestProperty("Rule", "R1"), TestProperty("Rule", "R3"), TestProperty("Rule", "R4"), TestProperty("Rule", "S6"), TestProperty("Rule", "L2")]
    public async Task An_RTU_and_a_master_of_scapys_work_together_and_tshark_finds_nothing_malformed()
    {
        RequireScapy();
        using var rtu = Tool.Start(Python, Script("scapy_rtu.py"), "127.0.1.80", "7", $"{Events}");
        var rtuPort = Told(await rtu.LineAsync()).GetProperty("listening").GetInt32();
        var port = FreePort.Next();

        var capture = Path.Combine(Path.GetTempPath(), $"gateway-{Guid.NewGuid():N}.pcapng");
        try
        {
            using var tshark = Tool.Start("tshark", "-i", "lo", "-f", $"tcp port {port} or tcp port {rtuPort}", "-w", capture);
            await tshark.ErrorAsync("Capturing on");
            using var gateway = GatewayProgram.Start(
                $"iec104MM2SS-1port-v1.0\n7,scapy,{port},7,5,60,15,10,20,8,12,1000,Y,all,127.0.1.80:{rtuPort},127.0.0.0/8\n", "-n", "-i", "stations.csv");
            using var master = Tool.Start(Python, Script("scapy_master.py"), "127.0.0.9", "127.0.0.1", $"{port}", "7", $"{Events}");
            Assert.IsTrue(Told(await master.LineAsync()).GetProperty("started").GetBoolean());
            AssertMaster(Told(await master.LineAsync()));
            _ = await master.EndAsync();
            Assert.AreEqual(0, await gateway.Process.StopAsync());
            AssertRtu(Told(await rtu.LineAsync()));
            _ = await rtu.EndAsync();

            Assert.AreEqual(0, await tshark.StopAsync());
            await AssertCaptureAsync(capture, port, rtuPort);
        }
        finally
        {
            File.Delete(capture);
        }
    }

    private static void AssertMaster(JsonElement master)
    {
        Assert.AreEqual(1, master.GetProperty("initialized").GetInt32());
        CollectionAssert.AreEqual(Enumerable.Range(1000, Events).ToArray(), master.GetProperty("seen").EnumerateArray().Select(e => e.GetInt32()).ToArray());
        Assert.AreEqual("[[2000, 0.0], [2001, 1.5], [2002, 3.0]]", master.GetProperty("points").GetRawText());

        // Type, cause, and the OA that the master had used itself: none.
        Assert.AreEqual("[[100, 7, 0], [100, 10, 0], [45, 7, 0]]", master.GetProperty("answers").GetRawText());
    }

    private static void AssertRtu(JsonElement rtu)
    {
        // The RTU sees the master's originator address that the gateway gave it.
        Assert.AreEqual("[[100, 6, 1, 7], [45, 6, 1, 7]]", rtu.GetProperty("asked").GetRawText());
    }

    private static async Task AssertCaptureAsync(string capture, int port, int rtuPort)
    {
        string[] decode = ["-r", capture, "-d", $"tcp.port=={port},iec60870_104", "-d", $"tcp.port=={rtuPort},iec60870_104"];
        using var all = Tool.Start("tshark", [.. decode, "-Y", "iec60870_asdu", "-T", "fields", "-e", "iec60870_asdu.typeid"]);

        // Each event comes in from the RTU and goes out to the master; one frame may carry several.
        Assert.IsGreaterThan(2 * Events, WithoutNotes(await all.EndAsync(), keep: "\n").Split('\n', ',').Length);
        using var malformed = Tool.Start("tshark", [.. decode, "-Y", "_ws.malformed", "-T", "fields", "-e", "frame.number"]);
        Assert.AreEqual("", WithoutNotes(await malformed.EndAsync()));
    }

    // tshark tells on its error output that it runs as root.
    private static string WithoutNotes(string output, string keep = "") =>
        string.Join(keep, output.Split('\n').Where(l => l.Length > 0 && char.IsAsciiDigit(l[0])));

    private static void RequireScapy()
    {
        using var probe = Tool.Start(Python, "-c", "import scapy.contrib.scada.iec104");
        _ = probe.ExitedWell() ? 0 : Tool.Missing("python3-scapy");
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "tests", "Foreign", name);

    private static JsonElement Told(string line) => JsonDocument.Parse(line).RootElement;
}
