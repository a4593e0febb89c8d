using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Program;

/// <summary>
/// A port-per-master file as the original program came with, its hosts and ports set to this machine's, carries traffic: the RTU of group 555 is station
/// 105, and its masters know it as 32 (R8).
/// </summary>
[TestClass]
public sealed class PortPerMasterSampleTests
{
    private static readonly CommonAddress AtTheRtu = new(105);
    private static readonly CommonAddress AtTheMasters = new(32);
    private static readonly InformationObjectAddress Point = new(1001);
    private static readonly InformationObjectAddress Breaker = new(2001);

    [TestMethod, TestProperty("Rule", "C2")]
    public async Task Group_555_carries_events_interrogations_and_commands_under_the_masters_number()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.55"), 0));
        rtu.Set(AtTheRtu, Point, 1.5f);
        rtu.Set(AtTheRtu, Breaker, isOn: false);
        var (regionPort, backupPort) = (FreePort.Next(), FreePort.Next());
        using var program = GatewayProgram.Start(File(rtu, regionPort, backupPort), "-n", "-i", "stations.csv");

        await using var region = await Scada.StartAsync("127.0.0.2", regionPort);
        await using var backup = await Scada.StartAsync("127.0.0.3", backupPort);
        rtu.Set(AtTheRtu, Point, 2.5f);
        await region.GetsAsync("M_ME_TF_1 spontaneous", $"CA {AtTheMasters} IOA 1001 = 2.5");
        await backup.GetsAsync("M_ME_TF_1 spontaneous", $"CA {AtTheMasters} IOA 1001 = 2.5");

        var interrogation = await region.Station.InterrogateAsync(AtTheMasters).WaitAsync(Patience.Limit);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 2), interrogation);

        var command = backup.Station.Command(AtTheMasters, Breaker, isOn: true);
        Assert.AreEqual(RequestOutcome.Positive, await command.Confirmation.WaitAsync(Patience.Limit));
        Assert.AreEqual(RequestOutcome.Positive, await command.Termination.WaitAsync(Patience.Limit));
        Assert.IsFalse(region.Has("C_SC_NA_1"));
        Assert.IsTrue(region.Has("M_EI_NA_1", $"CA {AtTheMasters}"));
        Assert.IsFalse(region.Has($"CA {AtTheRtu}"));
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "S9")]
    public async Task A_newer_connection_to_a_masters_port_closes_the_older()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.56"), 0));
        rtu.Set(AtTheRtu, Point, 1.5f);
        var (regionPort, backupPort) = (FreePort.Next(), FreePort.Next());
        using var program = GatewayProgram.Start(File(rtu, regionPort, backupPort), "-n", "-i", "stations.csv");

        await using var older = await Scada.StartAsync("127.0.0.2", regionPort);
        await using var other = await Scada.StartAsync("127.0.0.3", backupPort);
        await using var newer = await Scada.StartAsync("127.0.0.2", regionPort);
        _ = await older.Station.Closed.WaitAsync(Patience.Limit);
        rtu.Set(AtTheRtu, Point, 2.5f);
        await newer.GetsAsync("M_ME_TF_1 spontaneous", "IOA 1001 = 2.5");
        await other.GetsAsync("M_ME_TF_1 spontaneous", "IOA 1001 = 2.5");
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    // Group 111 keeps an RTU that nobody has: it does not disturb the other one.
    private static string File(ControlledStation rtu, int regionPort, int backupPort) =>
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ppm-late.csv"))
            .Replace("ntp_server,", "# time server,", StringComparison.Ordinal)
            .Replace("ntpserver,", "# time server,", StringComparison.Ordinal)
            .Replace("127.0.0.1:2410;127.0.0.1:2414", "127.0.1.57:1", StringComparison.Ordinal)
            .Replace(",2404,", $",{FreePort.Next()},", StringComparison.Ordinal)
            .Replace(",2405,", $",{FreePort.Next()},", StringComparison.Ordinal)
            .Replace("127.0.0.1:2411;192.168.1.1:2405", rtu.Local.ToString(), StringComparison.Ordinal)
            .Replace(",2408,", $",{regionPort},", StringComparison.Ordinal)
            .Replace(",2409,", $",{backupPort},", StringComparison.Ordinal);
}
