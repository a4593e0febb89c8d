using System.Net;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Kills;

/// <summary>
/// A master that comes back whenever its connection is lost, and remembers the numbers of all events. With w = 1 it acknowledges each
/// read at once: what it has received it has confirmed.
/// </summary>
internal sealed class NumberedMaster : NumberedPeer
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    private readonly ControllingOptions _options;
    private readonly IPEndPoint _gateway;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile ControllingStation? _station;

    public NumberedMaster(string from, int port, int w)
    {
        _gateway = new IPEndPoint(IPAddress.Loopback, port);
        _options = new ControllingOptions { LocalAddress = IPAddress.Parse(from), Link = LinkConfig.Default with { W = w }, OnAsdu = Take };
        _running = Task.Run(RunAsync);
    }

    public override bool IsStarted => _station is not null;

    /// <summary>It dies, and comes back.</summary>
    public async Task DieAsync()
    {
        if (_station is { } station)
        {
            await station.DisposeAsync();
        }
    }

    /// <summary>It acknowledges nothing any more, until its connection is lost.</summary>
    public async Task HangAsync()
    {
        if (_station is { } station)
        {
            try
            {
                await station.HoldAcknowledgementAsync(hold: true);
            }
            catch (IOException)
            {
                // It has just been lost.
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await DieAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                BeginConnection();
                await using var station = await ControllingStation.ConnectAsync(_gateway, _options, _stop.Token);
                CountConnection();
                await station.StartAsync();
                _station = station;
                _ = await station.Closed.WaitAsync(_stop.Token);
            }
            catch (IOException)
            {
                await Task.Delay(BetweenTries, _stop.Token);
            }
            finally
            {
                _station = null;
            }
        }
    }
}
