using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Program;

/// <summary>A single-port file as the original program came with, its hosts and ports set to this machine's, carries traffic.</summary>
[TestClass]
public sealed class SinglePortSampleTests
{
    private static readonly InformationObjectAddress Point = new(1001);
    private static readonly InformationObjectAddress Breaker = new(2001);

    [TestMethod, TestProperty("Rule", "C2"), TestProperty("Rule", "O1")]
    public async Task Groups_111_and_222_carry_events_interrogations_and_commands()
    {
        await using var north = Rtu("127.0.1.111", new CommonAddress(32));
        await using var south = Rtu("127.0.1.222", new CommonAddress(101));
        var (northPort, southPort) = (FreePort.Next(), FreePort.Next());
        var file = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sample.csv"))
            .Replace("ntp_server,", "# time server,", StringComparison.Ordinal)
            .Replace("ntpserver,", "# time server,", StringComparison.Ordinal)
            .Replace("192.168.1.1:2413;192.168.1.1:2414;192.168.1.1:2415;127.0.0.1:2410", north.Local.ToString(), StringComparison.Ordinal)
            .Replace("192.168.1.1:2413;192.168.1.1:2414;127.0.0.1:2411;192.168.1.1:2415", south.Local.ToString(), StringComparison.Ordinal)
            .Replace(",2404,", $",{northPort},", StringComparison.Ordinal)
            .Replace(",2405,", $",{southPort},", StringComparison.Ordinal);
        using var program = GatewayProgram.Start(file, "-n", "-i", "stations.csv");

        await Task.WhenAll(CarriesAsync(north, northPort, new CommonAddress(32), 2), CarriesAsync(south, southPort, new CommonAddress(101), 5));
        Assert.AreEqual(0, await program.Process.StopAsync());

        // Commands stand in the group's log, with their answers; other ASDUs do not.
        var log = program.Log(Path.GetFileName(Directory.GetFiles(Path.Combine(program.Folder, "log"), "111-*.log").Single()));
        Assert.Contains("Master: 127.0.0.3", log);
        Assert.Contains(": C_SC_NA_1 activation CA 32 IOA 2001 = ", log);
        Assert.Contains(": C_SC_NA_1 activation confirmation ", log);
        Assert.DoesNotContain("M_ME_TF_1", log);
    }

    private static ControlledStation Rtu(string address, CommonAddress station)
    {
        var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse(address), 0));
        rtu.Set(station, Point, 1.5f);
        rtu.Set(station, Breaker, isOn: false);
        return rtu;
    }

    private static async Task CarriesAsync(ControlledStation rtu, int port, CommonAddress station, int firstMaster)
    {
        await using var a = await Scada.StartAsync($"127.0.0.{firstMaster}", port);
        await using var b = await Scada.StartAsync($"127.0.0.{firstMaster + 1}", port);
        rtu.Set(station, Point, 2.5f);
        await a.GetsAsync("M_ME_TF_1 spontaneous", $"CA {station} IOA 1001 = 2.5");
        await b.GetsAsync("M_ME_TF_1 spontaneous", $"CA {station} IOA 1001 = 2.5");

        var interrogations = await Task.WhenAll(a.Station.InterrogateAsync(station), b.Station.InterrogateAsync(station)).WaitAsync(Patience.Limit);
        CollectionAssert.AreEqual(new InterrogationResult[] { new(RequestOutcome.Positive, 2), new(RequestOutcome.Positive, 2) }, interrogations);

        var command = b.Station.Command(station, Breaker, isOn: true);
        Assert.AreEqual(RequestOutcome.Positive, await command.Confirmation.WaitAsync(Patience.Limit));
        Assert.AreEqual(RequestOutcome.Positive, await command.Termination.WaitAsync(Patience.Limit));
        Assert.IsFalse(a.Has("C_SC_NA_1"));
        Assert.IsTrue(a.Has("M_EI_NA_1", $"CA {station}"));
    }
}
