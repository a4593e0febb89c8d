using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Program;

/// <summary>A file that has changed is taken over without touching what has not (C6).</summary>
[TestClass]
public sealed class ReloadTests
{
    private static readonly CommonAddress Station = new(7);
    private static readonly InformationObjectAddress Point = new(1);

    [TestMethod, TestProperty("Rule", "C6")]
    public async Task Only_groups_that_changed_restart()
    {
        await using var north = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.30"), 0));
        await using var south = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.31"), 0));
        var (northPort, southPort, newPort) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        using var program = GatewayProgram.Start(File(Row(1, northPort, north), Row(2, southPort, south)), "-n", "-i", "stations.csv");
        await using var staying = await Scada.StartAsync("127.0.0.2", northPort);
        await using var leaving = await Scada.StartAsync("127.0.0.3", southPort);

        // Group 2 gets another port.
        await program.ReplaceFileAsync(File(Row(1, northPort, north), Row(2, newPort, south)));
        await program.Process.SignalAsync("HUP");
        _ = await program.Process.LineWithAsync("stations.csv is taken over: 1 groups kept, restarted: 2.");
        _ = await leaving.Station.Closed.WaitAsync(Patience.Limit);
        await using var moved = await Scada.StartAsync("127.0.0.3", newPort);
        north.Set(Station, Point, isOn: true);
        south.Set(Station, Point, isOn: true);
        await staying.GetsAsync("IOA 1 = ON");
        await moved.GetsAsync("IOA 1 = ON");
        Assert.IsFalse(staying.Station.Closed.IsCompleted);
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "C6"), TestProperty("Rule", "C4")]
    public async Task A_file_with_errors_leaves_everything_as_it_was()
    {
        await using var north = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.32"), 0));
        var port = FreePort.Next();
        using var program = GatewayProgram.Start(File(Row(1, port, north)), "-n", "-i", "stations.csv");
        await using var master = await Scada.StartAsync("127.0.0.2", port);
        await program.ReplaceFileAsync(File(Row(1, 99_999, north), Row(2, FreePort.Next(), north)));
        await program.Process.SignalAsync("HUP");
        _ = await program.Process.LineWithAsync("stations.csv is not taken over");
        north.Set(Station, Point, isOn: true);
        await master.GetsAsync("IOA 1 = ON");
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "C6"), TestProperty("Rule", "H3")]
    public async Task A_reload_that_is_asked_for_while_the_program_stops_changes_nothing()
    {
        await using var north = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.33"), 0));
        var port = FreePort.Next();
        using var program = GatewayProgram.Start(File(Row(1, port, north)), "-n", "-i", "stations.csv");
        await using var master = await Scada.StartAsync("127.0.0.2", port);

        // The master has not acknowledged it, so the stop takes a while.
        north.Set(Station, Point, isOn: true);
        await master.GetsAsync("IOA 1 = ON");
        await program.Process.SignalAsync("TERM");
        _ = await program.Process.LineWithAsync("Stopping:");
        await program.Process.SignalAsync("HUP");
        Assert.Contains("Stopped.", await program.Process.EndAsync());
    }

    private static string File(params string[] rows) => $"iec104MM2SS-1port-v1.0\n{string.Join('\n', rows)}\n";

    private static string Row(int id, int port, ControlledStation rtu) => $"{id},Station-{id},{port},7,5,60,15,10,20,8,12,1000,Y,all,{rtu.Local},";
}
