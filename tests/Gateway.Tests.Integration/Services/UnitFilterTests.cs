using System.Net;
using Gateway.Host.Services;
using Gateway.Host.Services.Systemd;
using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Services;

/// <summary>With the system calls that the unit allows, and no other, the gateway does its work (H1).</summary>
[TestClass]
public sealed class UnitFilterTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(false)]
    [DataRow(true)]
    public async Task It_starts_carries_an_event_and_stops(bool clock)
    {
        using var probe = Tool.Start(Python, "-c", "import seccomp");
        _ = probe.ExitedWell() ? 0 : Tool.Missing("python3-seccomp");
        _ = Tool.Find("systemd-analyze");
        var unit = Write("unit", UnitText.Unit([GatewayProgram.Executable], isTemplate: false));
        var dropIn = Write("drop-in", UnitText.DropIn([GatewayProgram.Executable], null, [], new ServiceNeeds(LowPorts: false, clock), user: null));

        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.75"), 0));
        var port = FreePort.Next();
        using var program = GatewayProgram.StartUnder(
            [Python, Path.Combine(Repository.Root, "tests", "Foreign", "syscall_filter.py"), $"{unit},{dropIn}"],
            $"iec104MM2SS-1port-v1.0\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,{rtu.Local},\n",
            "-n", "-i", "stations.csv");
        _ = await program.Process.LineWithAsync("1 groups of stations.csv are running");
        await using var master = await Scada.StartAsync("127.0.0.2", port);
        rtu.Set(new CommonAddress(32), new InformationObjectAddress(1), isOn: true);
        await master.GetsAsync("IOA 1 = ON");
        Assert.AreEqual(0, await program.Process.StopAsync());
        Assert.Contains("connected to", program.Log("111-North.log"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
