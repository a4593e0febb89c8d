using System.Net;
using Gateway.Core.Observation;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;
using static Gateway.Tests.Integration.Sessions.SessionBench;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>The search for the RTU among a group's hosts (S2).</summary>
[TestClass]
public sealed class RtuSearchTests
{
    [TestMethod, TestProperty("Rule", "S2")]
    public async Task After_a_loss_the_search_goes_on_at_the_next_host_and_wraps_round()
    {
        await using var first = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.70"), 0));
        await using var second = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.71"), 0));
        await using var bench = new SessionBench(Config(first.Local) with { Hosts = [Endpoint(first.Local), Endpoint(second.Local)] });
        await bench.ToldAsync(GroupEventKind.RtuConnected);
        await DropAsync(first);
        await bench.ToldAsync(GroupEventKind.RtuConnected, times: 2);
        await DropAsync(second);
        await bench.ToldAsync(GroupEventKind.RtuConnected, times: 3);
        CollectionAssert.AreEqual(
            new[] { Connected(first.Local), Connected(second.Local), Connected(first.Local) }, bench.Lines(GroupEventKind.RtuConnected));
    }

    [TestMethod, TestProperty("Rule", "S2")]
    public async Task A_host_that_refuses_is_followed_by_the_next()
    {
        using var down = new WireRtu("127.0.1.70");
        await using var up = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.71"), 0));
        await using var bench = new SessionBench(Config(down.Local) with { Hosts = [Endpoint(down.Local), Endpoint(up.Local)] });
        await bench.ToldAsync(GroupEventKind.RtuConnected);
        CollectionAssert.AreEqual(
            new[] { $"trying to connect to {down.Local}.", $"trying to connect to {up.Local}." }, bench.Lines(GroupEventKind.RtuConnecting));
        CollectionAssert.AreEqual(new[] { "not connected: connection refused" }, bench.Lines(GroupEventKind.RtuNotReached));
        CollectionAssert.AreEqual(new[] { Connected(up.Local) }, bench.Lines(GroupEventKind.RtuConnected));
    }

    [TestMethod, TestProperty("Rule", "S2")]
    public async Task A_host_that_does_not_answer_is_followed_by_the_next_after_t0()
    {
        // A backlog that is full: Linux leaves whoever comes then without an answer.
        using var hanging = new WireRtu("127.0.1.70");
        hanging.Listen(backlog: 0);
        using var filling = await WireEnd.ConnectAsync("127.0.0.9", hanging.Local);
        await using var up = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.71"), 0));
        await using var bench = new SessionBench(Config(hanging.Local) with
        {
            Hosts = [Endpoint(hanging.Local), Endpoint(up.Local)],
            Link = LinkConfig.Default with { T0 = TimeSpan.FromSeconds(1) },
        });
        await bench.ToldAsync(GroupEventKind.RtuConnected);
        CollectionAssert.AreEqual(new[] { "not connected: no TCP connection within t0" }, bench.Lines(GroupEventKind.RtuNotReached));
        CollectionAssert.AreEqual(new[] { Connected(up.Local) }, bench.Lines(GroupEventKind.RtuConnected));
    }

    // The gateway is connected as soon as the system says so; the station may not have seen it yet.
    private static async Task DropAsync(ControlledStation rtu)
    {
        await Patience.UntilAsync(async () => (await rtu.MastersAsync()).Item1 == 1, "the RTU has its master");
        await rtu.DropConnectionsAsync();
    }

    private static string Connected(IPEndPoint rtu) => $"connected to IP: {rtu.Address}, Port: {rtu.Port}";
}
