using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Program;

/// <summary>The sample that the original program was published with, its hosts and ports set to this machine's, carries traffic.</summary>
[TestClass]
public sealed class PublishedSampleTests
{
    private static readonly InformationObjectAddress Point = new(1001);
    private static readonly InformationObjectAddress Breaker = new(2001);

    [TestMethod, TestProperty("Rule", "C2")]
    public async Task Groups_111_and_222_carry_events_interrogations_and_commands()
    {
        await using var abb = Rtu("127.0.1.111", new CommonAddress(32));
        await using var dreez = Rtu("127.0.1.222", new CommonAddress(101));
        var (abbPort, dreezPort) = (FreePort.Next(), FreePort.Next());
        var file = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "published-single-port.csv"))
            .Replace("192.168.1.1:2413;192.168.1.1:2414;192.168.1.1:2415;127.0.0.1:2410", abb.Local.ToString(), StringComparison.Ordinal)
            .Replace("192.168.1.1:2413;192.168.1.1:2414;127.0.0.1:2411;192.168.1.1:2415", dreez.Local.ToString(), StringComparison.Ordinal)
            .Replace("RTU-ABB,2404", $"RTU-ABB,{abbPort}", StringComparison.Ordinal)
            .Replace("Dreez-SCS,2405", $"Dreez-SCS,{dreezPort}", StringComparison.Ordinal);
        using var program = GatewayProgram.Start(file, "-n", "-i", "stations.csv");

        await Task.WhenAll(CarriesAsync(abb, abbPort, new CommonAddress(32), 2), CarriesAsync(dreez, dreezPort, new CommonAddress(101), 5));
        Assert.AreEqual(0, await program.Process.StopAsync());
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
