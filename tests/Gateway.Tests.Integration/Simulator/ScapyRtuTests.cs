using System.Net;
using System.Text.Json;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Scenarios;
using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Simulator;

/// <summary>A simulated master at an RTU that builds and dissects every APDU with scapy.</summary>
[TestClass]
public sealed class ScapyRtuTests
{
    private const int Events = 20;

    private static readonly CommonAddress Station = new(7);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Scapy_understands_a_simulated_master()
    {
        using (var check = Tool.Start("/usr/bin/python3", "-c", "import scapy.contrib.scada.iec104"))
        {
            if (!check.ExitedWell())
            {
                _ = Tool.Missing("python3-scapy");
            }
        }

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
}
