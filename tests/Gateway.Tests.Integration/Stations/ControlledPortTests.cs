using System.Collections.Concurrent;
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Stations;

/// <summary>A controlled station's ports, and what it tells of its masters.</summary>
[TestClass]
public sealed class ControlledPortTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Parse("127.0.1.1"), 0);

    // t1 of 15 s ends a connection on a machine that has other things to do.
    private static readonly LinkConfig Patient = LinkConfig.Default with { T1 = TimeSpan.FromSeconds(255) };

    [TestMethod]
    public async Task Two_ports_are_doors_to_the_same_points()
    {
        await using var rtu = ControlledStation.Listen([new ControlledPort(AnyPort), new ControlledPort(AnyPort)]);
        rtu.Set(new CommonAddress(1), new InformationObjectAddress(100), isOn: true);
        Assert.HasCount(2, rtu.Locals.Distinct().ToArray());
        Assert.AreEqual(rtu.Local, rtu.Locals[0]);
        foreach (var port in rtu.Locals)
        {
            await using var master = await ControllingStation.ConnectAsync(port).WaitAsync(Patience.Limit);
            await master.StartAsync().WaitAsync(Patience.Limit);
            var result = await master.InterrogateAsync(new CommonAddress(1)).WaitAsync(Patience.Limit);
            Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 1), result);
        }
    }

    [TestMethod]
    public async Task Of_ports_that_cannot_all_be_had_none_is_kept()
    {
        await using var other = ControlledStation.Listen(AnyPort);
        var free = new IPEndPoint(AnyPort.Address, FreePort.Next());
        var error = Assert.Throws<IOException>(() => ControlledStation.Listen([new ControlledPort(free), new ControlledPort(other.Local)]));
        Assert.Contains($"cannot listen on {other.Local}", error.Message);
        await using var again = ControlledStation.Listen(free);
    }

    [TestMethod]
    public async Task A_station_that_is_over_takes_no_port_any_more()
    {
        var rtu = ControlledStation.Listen(new IPEndPoint(AnyPort.Address, FreePort.Next()));
        await rtu.DisposeAsync();
        var error = await Assert.ThrowsAsync<IOException>(() => rtu.ListenAsync(listen: true));
        Assert.Contains("it was given up", error.Message);
        await using var next = ControlledStation.Listen(rtu.Local);
    }

    [TestMethod]
    public async Task A_master_that_asks_and_does_not_read_the_answers_is_closed()
    {
        var why = new TaskCompletionSource<string>();
        await using var rtu = ControlledStation.Listen(AnyPort, new ControlledOptions { Link = Patient, BufferedEvents = 10, OnMaster = (_, _, change, text) => _ = change == MasterChange.Left && why.TrySetResult(text) });
        for (ushort point = 1; point <= 1000; point++)
        {
            rtu.Set(new CommonAddress(point), new InformationObjectAddress(point), isOn: true);
        }

        await using var master = await ConnectAsync(rtu, "127.0.0.2");
        await master.StartAsync().WaitAsync(Patience.Limit);
        await master.HoldAcknowledgementAsync(hold: true);

        // Each asks a thousand stations.
        var asked = Enumerable.Range(0, 60).Select(_ => master.InterrogateAsync(CommonAddress.Broadcast)).ToArray();
        Assert.Contains("APDUs wait for it", await why.Task.WaitAsync(Patience.Limit));
        _ = await Task.WhenAll(asked).WaitAsync(Patience.Limit);
    }

    [TestMethod]
    public async Task A_station_tells_who_comes_and_goes()
    {
        var told = new ConcurrentQueue<string>();
        var options = new ControlledOptions
        {
            Link = Patient,
            Admits = a => a.ToString() != "127.0.0.9",
            OnMaster = (local, master, change, why) => told.Enqueue($"{change} {master.Address} {(local.Port > 0 ? "port" : "")} {why}".TrimEnd()),
        };
        await using var rtu = ControlledStation.Listen(AnyPort, options);
        await using (var refused = await ConnectAsync(rtu, "127.0.0.9"))
        {
            _ = await refused.Closed.WaitAsync(Patience.Limit);
        }

        await using (var master = await ConnectAsync(rtu, "127.0.0.2"))
        {
            await master.StartAsync().WaitAsync(Patience.Limit);
            await master.StopAsync().WaitAsync(Patience.Limit);
        }

        await Patience.UntilAsync(() => told.Count == 5, "all to be told");
        CollectionAssert.AreEqual(
            new[]
            {
                "Refused 127.0.0.9 port",
                "Connected 127.0.0.2 port",
                "Started 127.0.0.2 port",
                "Stopped 127.0.0.2 port",
                "Left 127.0.0.2 port closed by the peer",
            },
            told.ToArray());
    }

    [TestMethod]
    public async Task An_answer_may_go_to_one_master_alone()
    {
        var got = new ConcurrentQueue<string>();
        ControlledStation? rtu = null;
        var options = new ControlledOptions
        {
            OnRequest = (master, in asdu) =>
            {
                rtu!.SendRaw(master, asdu.Octets);
                return true;
            },
        };
        rtu = ControlledStation.Listen(AnyPort, options);
        await using var station = rtu;
        await using var a = await ConnectAsync(rtu, "127.0.0.2", (in asdu) => got.Enqueue("a"));
        await using var b = await ConnectAsync(rtu, "127.0.0.3", (in asdu) => got.Enqueue($"b {asdu.Type}"));
        await a.StartAsync().WaitAsync(Patience.Limit);
        await b.StartAsync().WaitAsync(Patience.Limit);
        b.SendRaw(Convert.FromHexString("64010600010000000014"));
        await Patience.UntilAsync(() => !got.IsEmpty, "the answer");
        rtu.SendRaw(Convert.FromHexString("01010300010001000001"));
        await Patience.UntilAsync(() => got.Count == 3, "what goes to both");
        Assert.AreEqual(1, got.Count(g => g == "a"));
        Assert.AreEqual("b C_IC_NA_1", got.First());
    }

    private static Task<ControllingStation> ConnectAsync(ControlledStation rtu, string local, AsduHandler? onAsdu = null) =>
        ControllingStation.ConnectAsync(rtu.Local, new ControllingOptions { Link = Patient, LocalAddress = IPAddress.Parse(local), OnAsdu = onAsdu }).WaitAsync(Patience.Limit);
}
