using System.Net;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;

namespace Gateway.Host.Demo;

/// <summary>What happens in the demo: alarm bursts, commands, interrogations, a master that is too slow, one that is refused.</summary>
/// <param name="target">Where the group of a station serves masters.</param>
/// <param name="tell">Hears what was done.</param>
internal sealed class DemoScript(DemoPlant plant, DemoPace pace, Func<DemoStation, IPEndPoint> target, Action<string> tell) : IAsyncDisposable
{
    private static readonly IPAddress StrangersAddress = IPAddress.Parse("127.0.0.9");
    private static readonly DemoStation Busy = DemoPlant.Living.Single(s => s.Name == DemoStations.Busy);

    private readonly DemoScada _old = new("old SCADA", "127.0.0.2", DemoStations.All, target);
    private readonly DemoScada _new = new("new SCADA", "127.0.0.3", DemoStations.All, target);
    private readonly DemoScada _slow = new("slow master", "127.0.0.4", [Busy], target);
    private readonly CancellationTokenSource _quiet = new();
    private readonly CancellationTokenSource _end = new();
    private Task _acts = Task.CompletedTask;
    private Task _masters = Task.CompletedTask;

    public void Begin()
    {
        plant.Move(moves: true);
        _masters = Task.WhenAll(new[] { _old, _new, _slow }.Select(s => s.RunAsync(_end.Token)));
        _acts = Task.WhenAll(BurstAsync(_quiet.Token), CommandAsync(_quiet.Token), InterrogateAsync(_quiet.Token), KnockAsync(_quiet.Token), SlumberAsync(_quiet.Token));
    }

    /// <summary>Nothing happens any more; the masters are still there.</summary>
    public async Task QuietAsync()
    {
        plant.Move(moves: false);
        await _quiet.CancelAsync();
        await _acts.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await QuietAsync();
        await _end.CancelAsync();
        await _masters.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _quiet.Dispose();
        _end.Dispose();
    }

    private async Task BurstAsync(CancellationToken stop)
    {
        await Task.Delay(pace.FirstBurst, stop);
        while (true)
        {
            var burst = await plant.RtuOf(Busy).SendIndexAsync(StationBuilder.Burst, cancellation: stop);
            tell($"{Busy.Name}: {burst.Sent} alarms in a second");
            await Task.Delay(pace.Alarms, stop);
            _ = await plant.RtuOf(Busy).SendIndexAsync(StationBuilder.BurstOver, cancellation: stop);
            tell($"{Busy.Name}: the alarms are over");
            await Task.Delay(pace.Burst - pace.Alarms, stop);
        }
    }

    // Each station in its turn; what is done in one round is undone in the next.
    private async Task CommandAsync(CancellationToken stop)
    {
        for (var turn = 0; ; turn++)
        {
            await Task.Delay(pace.Command, stop);
            var station = DemoPlant.Living[turn % DemoPlant.Living.Count];
            var round = turn / DemoPlant.Living.Count;
            var order = station.Orders[round / 2 % station.Orders.Length];
            var scada = round % 2 == 0 ? _new : _old;
            Tell(await scada.CommandAsync(station, order, isUndone: round % 2 == 1, stop));
        }
    }

    private async Task InterrogateAsync(CancellationToken stop)
    {
        for (var turn = 0; ; turn++)
        {
            await Task.Delay(pace.Interrogation, stop);
            Tell(await (turn % 2 == 0 ? _old : _new).InterrogateAsync(DemoPlant.Living[turn % DemoPlant.Living.Count], stop));
        }
    }

    private async Task KnockAsync(CancellationToken stop)
    {
        for (var turn = 1; ; turn++)
        {
            await Task.Delay(pace.Stranger, stop);
            var station = DemoPlant.Living[turn % DemoPlant.Living.Count];
            await using var stranger = new SimulatedMaster(
                new MasterConfig { Name = "stranger", LocalAddress = StrangersAddress, Targets = [target(station)] }, NoSink.Instance);
            try
            {
                await stranger.StartAsync(stop);
                tell($"{StrangersAddress} is let in by {station.Name}");
            }
            catch (IOException)
            {
                tell($"{StrangersAddress} is refused by {station.Name}: the filter does not have it");
            }
        }
    }

    private async Task SlumberAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(pace.Awake, stop);
            await _slow.SlumberAsync(sleeps: true);
            await Task.Delay(pace.Slumber, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _slow.SlumberAsync(sleeps: false);
        }
    }

    private void Tell(string? what)
    {
        if (what is not null)
        {
            tell(what);
        }
    }
}
