using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;

namespace Gateway.Host.Demo;

/// <summary>A substation in small: two measured values that wander, a breaker that obeys commands.</summary>
internal sealed class DemoRtu : IAsyncDisposable
{
    private static readonly InformationObjectAddress Voltage = new(1001);
    private static readonly InformationObjectAddress Frequency = new(1002);
    private static readonly InformationObjectAddress Breaker = new(2001);

    private readonly CommonAddress _address;
    private readonly ControlledStation _station;
    private readonly CancellationTokenSource _stop = new();
    private Task _moving = Task.CompletedTask;

    public DemoRtu(CommonAddress address)
    {
        _address = address;
        _station = ControlledStation.Listen(
            new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0), new ControlledOptions { OnCommand = Obey });
        _station.Set(address, Voltage, 110.0f);
        _station.Set(address, Frequency, 50.0f);
        _station.Set(address, Breaker, isOn: true);
    }

    public IPEndPoint Local => _station.Local;

    public void Move() => _moving = MoveAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _moving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _station.DisposeAsync();
        _stop.Dispose();
    }

    private async Task MoveAsync()
    {
        for (var step = 0; !_stop.IsCancellationRequested; step++)
        {
            _station.Set(_address, Voltage, 110.0f + MathF.Round(2 * MathF.Sin(step / 7f), 2));
            await Task.Delay(TimeSpan.FromSeconds(1), _stop.Token);
            _station.Set(_address, Frequency, 50.0f + MathF.Round(0.02f * MathF.Cos(step / 3f), 3));
            await Task.Delay(TimeSpan.FromSeconds(1), _stop.Token);
        }
    }

    private CommandReply Obey(in AsduView command)
    {
        if (command.FirstAddress != Breaker || command.InformationObjects.Count == 0 || !command.InformationObjects[0].TryGet<Sco>(out var order))
        {
            return CommandReply.UnknownPoint;
        }

        _station.Set(_address, Breaker, order.IsOn);
        return CommandReply.Accept;
    }
}
