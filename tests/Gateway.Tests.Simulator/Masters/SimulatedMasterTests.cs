using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Scenarios;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Masters;

/// <summary>A simulated master and a controlled station over real sockets.</summary>
[TestClass]
public sealed class SimulatedMasterTests
{
    private static readonly CommonAddress Station = new(7);
    private static readonly InformationObjectAddress Point = new(1001);

    private readonly SignalRecorder _seen = new();

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task It_connects_starts_interrogates_reads_and_tells_every_object()
    {
        await using var rtu = Rtu();
        await using var master = Master(rtu.Local);
        await master.StartAsync(Cancellation);
        Assert.IsTrue(master.IsStarted);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 1), await master.InterrogateAsync(Station, 20).WaitAsync(Patience.Limit, Cancellation));
        Assert.AreEqual(RequestOutcome.Positive, await master.ReadAsync(Station, Point).WaitAsync(Patience.Limit, Cancellation));
        Assert.AreEqual(RequestOutcome.Unknown, await master.ReadAsync(Station, new(9)).WaitAsync(Patience.Limit, Cancellation));
        Assert.AreEqual(RequestOutcome.Positive, await master.SynchronizeClockAsync(Station, DateTime.Now).WaitAsync(Patience.Limit, Cancellation));
        Assert.AreEqual(RequestOutcome.Positive, await master.TestAsync(Station, withTime: true).WaitAsync(Patience.Limit, Cancellation));
        await GetsAsync(s => s is { Type: TypeIdentification.M_SP_NA_1, Value: "ON", Number: 1, Direction: SignalDirection.Received } && s.Cause.Cause == Cause.InterrogatedByStation && s.Object == Point);
        await GetsAsync(s => s is { Type: TypeIdentification.C_IC_NA_1, Direction: SignalDirection.Sent });
        Assert.AreEqual(4, master.RoundTrips.Snapshot()!.Count);
    }

    [TestMethod]
    public async Task Counters_are_asked_and_come()
    {
        await using var rtu = Rtu();
        await using var master = Master(rtu.Local);
        await master.StartAsync(Cancellation);
        Assert.AreEqual(RequestOutcome.Positive, (await master.CountersAsync(Station, 5).WaitAsync(Patience.Limit, Cancellation)).Outcome);
    }

    [TestMethod]
    public async Task A_command_is_selected_before_it_is_executed()
    {
        await using var rtu = Rtu();
        await using var master = Master(rtu.Local);
        await master.StartAsync(Cancellation);
        var result = await master.CommandAsync(CommandRequest.Parse("C_SC_NA_1:21001=ON") with { Select = true }).WaitAsync(Patience.Limit, Cancellation);
        Assert.AreEqual((RequestOutcome.Positive, RequestOutcome.Positive), (result.Select!.Value, result.Confirmation));
        Assert.AreEqual(RequestOutcome.Positive, await result.Termination.WaitAsync(Patience.Limit, Cancellation));
        Assert.IsNotNull(result.RoundTrip);
        CollectionAssert.AreEqual(
            new[] { "select", "" },
            _seen.From(0).Where(s => s.Type == TypeIdentification.C_SC_NA_1 && s.Direction == SignalDirection.Sent).Select(s => s.Comment).ToArray());
    }

    [TestMethod]
    public async Task A_select_that_is_refused_is_not_executed()
    {
        await using var rtu = Rtu((in AsduView _) => CommandReply.Refuse);
        await using var master = Master(rtu.Local);
        await master.StartAsync(Cancellation);
        var result = await master.CommandAsync(CommandRequest.Parse("C_SC_NA_1:21001=ON") with { Select = true }).WaitAsync(Patience.Limit, Cancellation);
        Assert.AreEqual(RequestOutcome.Negative, result.Confirmation);
        Assert.HasCount(1, _seen.From(0).Where(s => s.Direction == SignalDirection.Sent));
    }

    [TestMethod]
    public async Task It_comes_back_after_a_loss_when_it_shall()
    {
        await using var rtu = Rtu();
        await using var master = Master(rtu.Local, reconnect: TimeSpan.FromMilliseconds(20));
        await master.StartAsync(Cancellation);
        await rtu.DropConnectionsAsync();
        await Patience.UntilAsync(() => master.Losses == 1 && master.IsStarted, "it is started again");
        await master.DisconnectAsync();
        Assert.IsFalse(master.IsConnected);
        Assert.AreEqual(1, master.Losses);
    }

    [TestMethod]
    public async Task Targets_are_tried_in_their_order()
    {
        await using var rtu = Rtu();
        var nobody = new IPEndPoint(IPAddress.Parse("127.0.1.250"), rtu.Local.Port);
        await using var master = new SimulatedMaster(new MasterConfig { Name = "m", Targets = [nobody, rtu.Local], Address = Station }, _seen);
        await master.ConnectAsync(Cancellation);
        Assert.AreEqual(rtu.Local, master.Remote);
        await using var lost = new SimulatedMaster(new MasterConfig { Name = "lost", Targets = [nobody] }, _seen);
        var why = await Assert.ThrowsExactlyAsync<IOException>(() => lost.ConnectAsync(Cancellation));
        Assert.StartsWith($"lost: {nobody}: ", why.Message);
    }

    [TestMethod]
    public async Task Fifty_masters_get_an_event_each()
    {
        await using var rtu = Rtu();
        SimulatedMaster[] masters = [.. Enumerable.Range(2, 50).Select(n => new SimulatedMaster(
            new MasterConfig { Name = $"m{n}", Targets = [rtu.Local], Address = Station, LocalAddress = IPAddress.Parse($"127.0.0.{n}") }, _seen))];
        try
        {
            await Task.WhenAll(masters.Select(m => m.StartAsync(Cancellation)));
            rtu.Set(Station, Point, isOn: false);
            await Patience.UntilAsync(() => _seen.From(0).Count(s => s.Type == TypeIdentification.M_SP_TB_1 && s.Value == "OFF") == 50, "the event at fifty masters");
        }
        finally
        {
            await Task.WhenAll(masters.Select(m => m.DisposeAsync().AsTask()));
        }
    }

    [TestMethod]
    public void Round_trips_are_told_by_their_least_median_and_99th_of_a_hundred()
    {
        var trips = RoundTripSnapshot.Of(Enumerable.Range(1, 200).Reverse().Select(n => TimeSpan.FromMilliseconds(n)))!;
        Assert.AreEqual("200 round trips: min 1.00 ms, median 100.00 ms, p99 198.00 ms, max 200.00 ms", trips.ToString());
    }

    private static ControlledStation Rtu(CommandHandler? onCommand = null)
    {
        var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0), new ControlledOptions { OnCommand = onCommand });
        rtu.Set(Station, Point, isOn: true);
        return rtu;
    }

    private SimulatedMaster Master(IPEndPoint remote, TimeSpan? reconnect = null) =>
        new(new MasterConfig { Name = "m", Targets = [remote], Address = Station, LocalAddress = IPAddress.Parse("127.0.0.2"), Reconnect = reconnect }, _seen);

    private Task GetsAsync(Func<Signal, bool> what) => Patience.UntilAsync(() => _seen.From(0).Any(what), "a signal");
}
