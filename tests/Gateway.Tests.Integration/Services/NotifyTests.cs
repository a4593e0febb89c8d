using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Host.Services.Systemd;
using Gateway.Tests.Integration.Program;

namespace Gateway.Tests.Integration.Services;

/// <summary>What systemd hears of the gateway (H1, H3).</summary>
[TestClass]
public sealed class NotifyTests
{
    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "C6")]
    [DataRow(false)]
    [DataRow(true)]
    public async Task It_is_told_ready_alive_reloading_and_stopping(bool isAbstract)
    {
        using var systemd = new NotifyPeer(isAbstract);

        // Ten datagrams wait at most, and what finds no room is lost: so many must not come while this test is not looked after.
        using var program = GatewayProgram.StartUnder(["env", $"NOTIFY_SOCKET={systemd.Address}", "WATCHDOG_USEC=800000"], File(FreePort.Next()), "-n", "-i", "stations.csv");
        Assert.Contains("STATUS=1 groups of stations.csv are running", await systemd.NextAsync("READY=1"));
        for (var n = 0; n < 3; n++)
        {
            _ = await systemd.NextAsync("WATCHDOG=1");
        }

        var before = Stopwatch.GetTimestamp() / 1000;
        await program.Process.SignalAsync("HUP");
        var time = Array.Find(await systemd.NextAsync("RELOADING=1"), l => l.StartsWith("MONOTONIC_USEC=", StringComparison.Ordinal))!;
        Assert.IsInRange(before, Stopwatch.GetTimestamp() / 1000, long.Parse(time.Split('=')[1]));
        _ = await systemd.NextAsync("READY=1");

        await program.Process.SignalAsync("TERM");
        _ = await systemd.NextAsync("STOPPING=1");
        Assert.Contains("Stopped.", await program.Process.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "H3")]
    public async Task A_gateway_that_cannot_run_is_never_ready()
    {
        using var systemd = new NotifyPeer(isAbstract: false);
        using var taken = new TcpListener(IPAddress.IPv6Any, 0);
        taken.Start();
        using var program = GatewayProgram.StartUnder(["env", $"NOTIFY_SOCKET={systemd.Address}", "WATCHDOG_USEC=100000"], File(((IPEndPoint)taken.LocalEndpoint).Port), "-n", "-i", "stations.csv");
        _ = await program.Process.EndAsync(exitCode: 3);
        Assert.IsTrue(systemd.HasNothing);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public async Task A_gateway_runs_on_when_nobody_listens_any_more()
    {
        var systemd = new NotifyPeer(isAbstract: false);
        using var program = GatewayProgram.StartUnder(["env", $"NOTIFY_SOCKET={systemd.Address}"], File(FreePort.Next()), "-n", "-i", "stations.csv");
        _ = await systemd.NextAsync("READY=1");
        systemd.Dispose();
        await program.Process.SignalAsync("HUP");
        _ = await program.Process.LineWithAsync("is taken over");
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(null, null, null, null)]
    [DataRow("", null, null, null)]
    [DataRow("vsock:2:1234", "30000000", null, null)]
    [DataRow("/run/systemd/notify", null, null, null)]
    [DataRow("/run/systemd/notify", "0", null, null)]
    [DataRow("/run/systemd/notify", "30000000", null, 15_000)]
    [DataRow("@notify", "30000000", "1", null)]
    [DataRow("@notify", "30000000", "us", 15_000)]
    public void It_wants_to_hear_that_all_is_well_at_half_of_the_watchdogs_time_when_the_watchdog_is_ours(string? socket, string? microseconds, string? process, int? milliseconds)
    {
        var supervisor = SystemdSupervisor.Find(name => name switch
        {
            "NOTIFY_SOCKET" => socket,
            "WATCHDOG_USEC" => microseconds,
            "WATCHDOG_PID" => process == "us" ? Environment.ProcessId.ToString() : process,
            _ => null,
        });
        Assert.AreEqual(socket?.Length > 0 && !socket.StartsWith("vsock", StringComparison.Ordinal), supervisor is not null);
        Assert.AreEqual(milliseconds, supervisor?.AliveEvery?.TotalMilliseconds is { } every ? (int)every : null);
    }

    private static string File(int port) => $"iec104MM2SS-1port-v1.0\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.74:2405,\n";
}
