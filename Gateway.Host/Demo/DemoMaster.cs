using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;

namespace Gateway.Host.Demo;

/// <summary>A SCADA master in small: it interrogates, prints what comes, and gives a command now and then.</summary>
internal sealed class DemoMaster : IAsyncDisposable
{
    private static readonly InformationObjectAddress Breaker = new(2001);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenCommands = TimeSpan.FromSeconds(7);

    private readonly string _name;
    private readonly CommonAddress _address;
    private readonly ControllingStation _station;
    private readonly CancellationTokenSource _stop = new();
    private Task _commanding = Task.CompletedTask;

    private DemoMaster(string name, CommonAddress address, ControllingStation station)
    {
        _name = name;
        _address = address;
        _station = station;
    }

    /// <summary>The gateway refuses masters until it has its RTU: this one tries again, as masters do.</summary>
    public static async Task<DemoMaster> ConnectAsync(string name, IPAddress from, IPEndPoint gateway, CommonAddress address, CancellationToken stop)
    {
        var options = new ControllingOptions { LocalAddress = from, OnAsdu = (in AsduView asdu) => Tell(name, asdu.ToString()) };
        while (true)
        {
            try
            {
                var station = await ControllingStation.ConnectAsync(gateway, options, stop);
                await station.StartAsync();
                var master = new DemoMaster(name, address, station);
                var result = await station.InterrogateAsync(address);
                Tell(name, $"interrogation: {result.Outcome}, {result.Objects} points");
                return master;
            }
            catch (IOException)
            {
                await Task.Delay(BetweenTries, stop);
            }
        }
    }

    public void CommandNowAndThen() => _commanding = CommandAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _commanding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _station.DisposeAsync();
        _stop.Dispose();
    }

    private static void Tell(string name, string what) => Console.Out.WriteLine($"{DateTime.Now:HH:mm:ss.fff}  {name}  {what}");

    private async Task CommandAsync()
    {
        for (var isOn = false; !_stop.IsCancellationRequested; isOn = !isOn)
        {
            await Task.Delay(BetweenCommands, _stop.Token);
            Tell(_name, $"command: breaker {(isOn ? "ON" : "OFF")}");
            var command = _station.Command(_address, Breaker, isOn);
            Tell(_name, $"command: confirmation {await command.Confirmation}");
        }
    }
}
