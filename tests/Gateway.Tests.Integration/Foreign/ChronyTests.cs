using System.Net;
using System.Net.Sockets;
using Gateway.Host.Time;
using Gateway.Iec104.Stations;
using Gateway.Plugins.Ntp;
using Gateway.Tests.Integration.Program;

namespace Gateway.Tests.Integration.Foreign;

/// <summary>A time server that is not ours: chronyd on loopback, which serves this machine's clock and leaves it alone (-x).</summary>
[TestClass]
public sealed class ChronyTests
{
    [TestMethod, TestProperty("Rule", "H4")]
    public async Task By_chronyd_the_clock_is_as_far_off_as_the_round_trip_allows()
    {
        using var chrony = await Chrony.StartAsync();
        var sample = (await Source().AskAsync(chrony.Address, CancellationToken.None)).Sample!;

        // Both have the same clock: the error is half a round trip at most, and the coarseness of two clock readings.
        Assert.IsLessThanOrEqualTo((sample.Delay / 2) + TimeSpan.FromMilliseconds(1), sample.Offset.Duration());
        Assert.AreEqual((10, chrony.Address), (sample.Stratum, sample.Address));
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "H1")]
    public async Task A_gateway_without_the_privilege_says_so_and_how_far_the_clock_is_off()
    {
        using var chrony = await Chrony.StartAsync();
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.95"), 0));
        using var gateway = GatewayProgram.Start(File(FreePort.Next(), rtu), "-n", "-i", "stations.csv", "-t", "60", "-s", chrony.Address);
        Assert.Contains(Expected(chrony), await gateway.Process.LineWithAsync(Expected(chrony)));
        Assert.AreEqual(0, await gateway.Process.StopAsync());
        Assert.Contains(Expected(chrony), gateway.Log("gateway.log"));
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "C6")]
    public async Task A_reload_takes_the_files_servers_over()
    {
        using var chrony = await Chrony.StartAsync();
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.96"), 0));
        var port = FreePort.Next();
        using var gateway = GatewayProgram.Start(File(port, rtu), "-n", "-i", "stations.csv");
        _ = await gateway.Process.LineWithAsync("are running.");
        await gateway.ReplaceFileAsync(File(port, rtu, $"ntp_server,{chrony.Address}\n"));
        await gateway.Process.SignalAsync("HUP");
        _ = await gateway.Process.LineWithAsync(Expected(chrony));
        Assert.AreEqual(0, await gateway.Process.StopAsync());
    }

    // Where another service keeps this machine's clock, a gateway says that instead.
    private static string Expected(Chrony chrony) => new LinuxClockKeepers().Find() is { } keeper
        ? $"The clock is kept by {keeper}; {chrony.Address} differs by "
        : $"No root privilege, cannot update time. {chrony.Address} differs by ";

    private static string File(int port, ControlledStation rtu, string rows = "") =>
        $"iec104MM2SS-1port-v1.0\n{rows}111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,{rtu.Local},\n";

    private static NtpSource Source() => new(new NtpOptions { Timeout = Patience.Limit, MaxDelay = Patience.Limit, Spacing = TimeSpan.Zero }, TimeProvider.System);

    private sealed class Chrony : IDisposable
    {
        private readonly Tool _tool;
        private readonly string _folder;

        private Chrony(string folder, int port)
        {
            _folder = folder;
            Address = $"127.0.0.1:{port}";
            var configuration = Path.Combine(folder, "chrony.conf");
            System.IO.File.WriteAllText(configuration, $"""
                local stratum 10
                allow 127.0.0.0/8
                bindaddress 127.0.0.1
                port {port}
                cmdport 0
                bindcmdaddress /
                pidfile {folder}/chronyd.pid
                driftfile {folder}/drift
                """);
            _tool = Tool.Start("chronyd", "-x", "-d", "-u", "root", "-f", configuration);
        }

        public string Address { get; }

        public static async Task<Chrony> StartAsync()
        {
            if (!Environment.IsPrivilegedProcess)
            {
                Assert.Inconclusive("chronyd runs as root only");
            }

            using var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)free.Client.LocalEndPoint!).Port;
            free.Close();
            var chrony = new Chrony(Directory.CreateTempSubdirectory("gateway-test-").FullName, port);
            try
            {
                await Patience.UntilAsync(async () => (await Source().AskAsync(chrony.Address, CancellationToken.None)).IsGood, "chronyd answers");
                return chrony;
            }
            catch
            {
                chrony.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            _tool.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
