using System.Net;
using System.Text.Json;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Scenarios;
using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Simulator;

/// <summary>Both ends of the simulator at peers that build and dissect every APDU with scapy.</summary>
[TestClass]
public sealed class ScapyTests
{
    private const int Events = 20;

    private static readonly CommonAddress Station = new(7);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Scapy_understands_a_simulated_master()
    {
        NeedsScapy();
        using var rtu = Tool.Start("/usr/bin/python3", Path.Combine(Repository.Root, "tests", "Foreign", "scapy_rtu.py"), "127.0.1.87", "7", $"{Events}");
        var port = JsonDocument.Parse(await rtu.LineAsync()).RootElement.GetProperty("listening").GetInt32();
        var seen = new SignalRecorder();
        await using var master = new SimulatedMaster(
            new MasterConfig { Name = "m", Targets = [new IPEndPoint(IPAddress.Parse("127.0.1.87"), port)], Address = Station, Originator = new(5) }, seen);
        await master.StartAsync(TestContext.CancellationToken);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 3), await master.InterrogateAsync(Station, 20).WaitAsync(Patience.Limit, TestContext.CancellationToken));
        var command = await master.CommandAsync(CommandRequest.Parse("C_SC_NA_1:2001=ON")).WaitAsync(Patience.Limit, TestContext.CancellationToken);
        Assert.AreEqual(RequestOutcome.Positive, command.Confirmation);
        await Patience.UntilAsync(() => seen.From(0).Count(s => s.Cause.Cause == Cause.Spontaneous) == Events, "all events");
        await master.DisconnectAsync();

        // Type, cause, OA and CA as scapy has dissected them.
        Assert.AreEqual("[[100, 6, 5, 7], [45, 6, 5, 7]]", JsonDocument.Parse(await rtu.LineAsync()).RootElement.GetProperty("asked").GetRawText());
        _ = await rtu.EndAsync();
    }

    [TestMethod]
    public async Task Scapy_understands_a_simulated_RTU()
    {
        NeedsScapy();
        var signals = new RtuSignals(
            [.. Enumerable.Range(1, 3).Select(n => new SignalRow(n, 1, IsInterrogated: true, TypeIdentification.M_ME_TE_1, new((uint)n), n * 100))],
            [new CommandRow(9, TypeIdentification.C_SC_NA_1, new(5000), new(1))]);
        await using var rtu = SimulatedRtu.Start(
            new RtuConfig { Name = "A", Number = Station, Ports = [new RtuPort(new IPEndPoint(IPAddress.Parse("127.0.1.87"), 0))] }, signals, NoSink.Instance);
        var types = Enum.GetValues<TypeIdentification>().Where(t => TypeTable.Find(t) is { HasSegment: false }).ToArray();
        foreach (var type in types)
        {
            await rtu.SendAsync(type, new InformationObjectAddress((uint)type), 1);
        }

        using var master = Tool.Start(
            "/usr/bin/python3", Path.Combine(Repository.Root, "tests", "Foreign", "scapy_master.py"), "127.0.0.9", "127.0.1.87", $"{rtu.Ports[0].Port}", $"{Station}", $"{types.Length - 1}");
        Assert.AreEqual("{\"started\": true}", await master.LineAsync());
        var told = JsonDocument.Parse(await master.LineAsync()).RootElement;

        // The end of initialization is one of the types, and the script counts it by itself.
        Assert.AreEqual(string.Join(", ", types.Where(t => t != TypeIdentification.M_EI_NA_1).Select(t => (int)t)), string.Join(", ", told.GetProperty("seen").EnumerateArray()));
        Assert.AreEqual(2, told.GetProperty("initialized").GetInt32());

        // The script tells the first object of each ASDU.
        Assert.AreEqual("[[1, 100]]", told.GetProperty("points").GetRawText());
        Assert.StartsWith("[[100, 7, 0], [100, 10, 0], [45, 7, 0]", told.GetProperty("answers").GetRawText());
        _ = await master.EndAsync();
    }

    private static void NeedsScapy()
    {
        using var check = Tool.Start("/usr/bin/python3", "-c", "import scapy.contrib.scada.iec104");
        if (!check.ExitedWell())
        {
            _ = Tool.Missing("python3-scapy");
        }
    }
}
