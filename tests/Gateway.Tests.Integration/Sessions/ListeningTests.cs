using System.Net;
using System.Net.Sockets;
using Gateway.Core.Observation;
using Gateway.Iec104.Stations;
using static Gateway.Tests.Integration.Sessions.SessionBench;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>When a master's port listens (S3).</summary>
[TestClass]
public sealed class ListeningTests
{
    [TestMethod, TestProperty("Rule", "S3")]
    public async Task A_master_is_refused_by_the_kernel_while_the_RTU_is_down_served_while_it_is_up_and_refused_again()
    {
        using var held = new WireRtu("127.0.1.72");
        var config = Config(held.Local);
        var port = config.Ports[0].Listen;
        await using var bench = new SessionBench(config);
        Assert.IsNull(await WireEnd.TryConnectAsync("127.0.0.2", port));
        await bench.ToldAsync(GroupEventKind.RtuNotReached);
        Assert.IsNull(await WireEnd.TryConnectAsync("127.0.0.2", port));

        held.Dispose();
        await using (var rtu = ControlledStation.Listen(held.Local))
        {
            using var master = await WireEnd.ConnectAsync("127.0.0.2", port);
            Assert.IsTrue(await master.IsServedAsync());
        }

        await Patience.UntilAsync(() => IsRefusedAsync(port), "the port refuses");
        await bench.ToldAsync(GroupEventKind.RtuLost);
        Assert.IsTrue(await IsRefusedAsync(port));
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public async Task Nobody_who_connects_while_the_RTU_is_lost_is_left_hanging()
    {
        const int Masters = 60;
        var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.72"), 0));
        var config = Config(rtu.Local, p => p with { MaxConnections = 255 });
        await using var bench = new SessionBench(config);
        await bench.ToldAsync(GroupEventKind.Listening);
        var connecting = Enumerable.Range(0, Masters).Select(_ => Task.Run(() => ConnectAndWaitForTheEndAsync(config.Ports[0].Listen))).ToArray();
        await bench.ToldAsync(GroupEventKind.MasterConnected);
        await rtu.DisposeAsync();
        await Task.WhenAll(connecting).WaitAsync(Patience.Limit);
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public async Task A_port_in_use_is_told_the_other_groups_run_and_it_is_taken_when_it_is_free()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.72"), 0));
        await using var other = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.73"), 0));
        using var taker = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taker.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taker.Listen();
        var taken = (IPEndPoint)taker.LocalEndPoint!;
        var config = Config(rtu.Local, p => p with { Listen = taken });
        var running = Config(other.Local) with { Id = "2" };
        await using var bench = new SessionBench(config, running);

        // At start, and when the RTU is connected.
        await bench.ToldAsync(GroupEventKind.PortInUse, times: 2);
        Assert.AreEqual(
            $"group 1 (sessions) cannot listen on port {taken.Port}: it is in use by another program; it is tried again every 10 s",
            bench.Lines(GroupEventKind.PortInUse)[0]);
        using var neighbour = await WireEnd.ConnectAsync("127.0.0.2", running.Ports[0].Listen);
        Assert.IsTrue(await neighbour.IsServedAsync());

        taker.Dispose();
        await bench.ToldAsync(GroupEventKind.Listening);
        using var master = await WireEnd.ConnectAsync("127.0.0.2", taken);
        Assert.IsTrue(await master.IsServedAsync());
        Assert.IsEmpty(bench.Lines(GroupEventKind.RtuLost));
        Assert.IsTrue(await neighbour.IsServedAsync());
    }

    private static async Task<bool> IsRefusedAsync(IPEndPoint port)
    {
        try
        {
            using var master = await WireEnd.TryConnectAsync("127.0.0.2", port);
            if (master is not null)
            {
                // Too early: it may be served or not, but it is not left hanging.
                _ = await master.EndAsync();
            }

            return master is null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Thrown out of the backlog before the connect was told as done.
            return false;
        }
    }

    private static async Task ConnectAndWaitForTheEndAsync(IPEndPoint port)
    {
        while (!await IsRefusedAsync(port))
        {
            // Once more, until nobody is taken any more.
        }
    }
}
