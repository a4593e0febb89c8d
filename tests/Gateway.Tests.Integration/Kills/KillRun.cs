using Gateway.Tests.Integration.Program;

namespace Gateway.Tests.Integration.Kills;

/// <summary>
/// The gateway is killed (SIGKILL) at random moments under load, started again, killed again; then everything is counted. Meanwhile masters
/// die, hang or stop reading, and the RTU's line is cut, where asked for.
/// </summary>
internal sealed class KillRun(string acknowledge, int masters, int dying = 0, bool cutsLine = false, bool hangs = false, bool terminates = false, bool deafens = false)
{
    private static readonly TimeSpan LeastLife = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RandomLife = TimeSpan.FromMilliseconds(250);

    // Where one stops reading, k and the events are large: the sockets are to be full long before k is reached.
    private const int LargeK = 2000;
    private const int LargeEvent = 48;

    private readonly Random _random = new(60870);
    private readonly string _rtuAddress = $"127.0.1.{100 + Interlocked.Increment(ref _runs)}";
    private static int _runs;
    private long _returned;

    /// <summary>Kills at which the RTU had sent events that nobody had confirmed to it.</summary>
    public int KillsWithUnconfirmed { get; private set; }

    public int Kills { get; private set; }

    public int Events { get; private set; }

    /// <summary>With <c>any</c>: events that no master has. With <c>all</c>: events that one of those that stayed does not have.</summary>
    public int Lost { get; private set; }

    public int OutOfOrder { get; private set; }

    public int Duplicates { get; private set; }

    public override string ToString() =>
        $"acknowledge {acknowledge}, {masters} masters of which {dying} die{(cutsLine ? ", line cut" : "")}{(hangs ? ", one hangs" : "")}{(deafens ? ", one stops reading" : "")}{(terminates ? ", SIGTERM" : "")}: "
        + $"{Kills} kills, {KillsWithUnconfirmed} while events were unconfirmed, {Events} events, {Lost} lost, {OutOfOrder} out of order, {Duplicates} duplicates after a reconnection";

    public async Task<KillRun> RunAsync(int kills)
    {
        await using var rtu = new NumberedRtu(_rtuAddress, deafens ? LargeEvent : 1, deafens ? LargeK : 12);
        var port = FreePort.Next();
        using var gateway = GatewayProgram.StartWith("stations.json", Configuration(rtu, port), "-n", "-i", "stations.json");
        NumberedPeer[] all = [.. Enumerable.Range(0, masters).Select(n => NewMaster(n, port))];
        try
        {
            await rtu.Station.HoldAsync(hold: true);
            while (Kills < kills)
            {
                await LiveAsync(rtu, all);
                await EndAsync(rtu, gateway, all);
                gateway.StartAgain();
            }

            await FinishAsync(rtu, all);
            Count(rtu.Last, all);
            Assert.AreEqual(0, await gateway.Process.StopAsync());
            return this;
        }
        finally
        {
            foreach (var master in all)
            {
                await master.DisposeAsync();
            }
        }
    }

    // All masters are started before the RTU speaks, so that "all" means all of them; then it floods until the end.
    private async Task LiveAsync(NumberedRtu rtu, NumberedPeer[] all)
    {
        await Patience.UntilAsync(() => all.All(m => m.IsStarted), "all masters are started");
        await rtu.Station.HoldAsync(hold: false);
        rtu.Pause = false;
        var life = LeastLife + (RandomLife * _random.NextDouble());
        for (var n = 0; n < dying; n++)
        {
            await Task.Delay(life / (dying + 1));
            await ((NumberedMaster)all[n]).DieAsync();
        }

        if (hangs)
        {
            await ((NumberedMaster)all[^1]).HangAsync();
        }

        if (all[^1] is DeafMaster deaf)
        {
            // It has acknowledged something by then.
            await Task.Delay(life / 2);
            deaf.StopReading();
        }

        if (cutsLine && _random.Next(3) == 0)
        {
            await rtu.Station.DropConnectionsAsync();
        }

        await Task.Delay(life / (dying + 1));
    }

    private async Task EndAsync(NumberedRtu rtu, GatewayProgram gateway, NumberedPeer[] all)
    {
        var isKill = !terminates || _random.Next(2) == 0;
        if (!isKill)
        {
            Assert.AreEqual(0, await gateway.Process.StopAsync());
        }
        else
        {
            await gateway.Process.KillAsync();
            Kills++;
        }

        (all[^1] as DeafMaster)?.ComeBack();
        rtu.Pause = true;
        var before = _returned;
        await rtu.Station.HoldAsync(hold: true);
        await Patience.UntilAsync(async () => await rtu.Station.MastersAsync() == (0, 0), "the RTU sees the end");
        _returned = (await rtu.Station.EventsAsync()).Returned;
        KillsWithUnconfirmed += isKill && _returned > before ? 1 : 0;
    }

    private static async Task FinishAsync(NumberedRtu rtu, NumberedPeer[] all)
    {
        await Patience.UntilAsync(() => all.All(m => m.IsStarted), "all masters are started");
        await rtu.Station.HoldAsync(hold: false);
        await Patience.UntilAsync(
            async () => await rtu.Station.EventsAsync() is { Kept: 0, Waiting: 0, Outstanding: 0 }, "the RTU has got rid of everything");

        // A last one, behind everything else.
        rtu.Station.Report(new Iec104.Asdus.AsduView(NumberedRtu.Event(int.MaxValue)));
        await Patience.UntilAsync(() => all.All(m => m.Has(int.MaxValue)), "the last event is with all masters");
    }

    private void Count(int last, NumberedPeer[] all)
    {
        Events = last;
        NumberedPeer[] staying = all[dying..];
        for (var number = 1; number <= last; number++)
        {
            var isThere = acknowledge == "all" ? staying.All(m => m.Has(number)) : all.Any(m => m.Has(number));
            Lost += isThere ? 0 : 1;
        }

        OutOfOrder = all.Sum(m => m.OutOfOrder);
        Duplicates = all.Sum(m => m.Duplicates);
    }

    private NumberedPeer NewMaster(int n, int port) =>
        deafens && n == masters - 1
            ? new DeafMaster($"127.0.0.{2 + n}", port)
            : new NumberedMaster($"127.0.0.{2 + n}", port, w: n < dying ? 1 : 8);

    private string Configuration(NumberedRtu rtu, int port) =>
        $$"""
        {
          "groups": [
            {
              "id": "7", "name": "kills", "hosts": ["{{rtu.Station.Local}}"], "commonAddress": 7,
              "acknowledge": "{{acknowledge}}", "bufferSize": 5000, {{(deafens ? $"\"k\": {LargeK}, " : "")}}"ports": [ { "port": {{port}} } ]
            }
          ]
        }
        """;
}
