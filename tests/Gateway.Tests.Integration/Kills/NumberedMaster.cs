using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Kills;

/// <summary>
/// A master that comes back whenever its connection is lost, and remembers the numbers of all events. With w = 1 it acknowledges each
/// read at once: what it has received it has confirmed.
/// </summary>
internal sealed class NumberedMaster : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    private readonly ControllingOptions _options;
    private readonly IPEndPoint _gateway;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<int> _received = [];
    private readonly Task _running;
    private volatile ControllingStation? _station;
    private int _lastOfConnection;

    public NumberedMaster(string from, int port, int w)
    {
        _gateway = new IPEndPoint(IPAddress.Loopback, port);
        _options = new ControllingOptions { LocalAddress = IPAddress.Parse(from), Link = LinkConfig.Default with { W = w }, OnAsdu = Take };
        _running = Task.Run(RunAsync);
    }

    public bool IsStarted => _station is not null;

    /// <summary>How often it had to connect.</summary>
    public int Connections { get; private set; }

    /// <summary>Events that came behind a later one of the same connection, or twice in it (D3).</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>Events that came again, after a reconnection.</summary>
    public int Duplicates { get; private set; }

    public bool Has(int number)
    {
        lock (_received)
        {
            return _received.Contains(number);
        }
    }

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

    public async ValueTask DisposeAsync()
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
                _lastOfConnection = 0;
                await using var station = await ControllingStation.ConnectAsync(_gateway, _options, _stop.Token);
                Connections++;
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

    private void Take(in AsduView asdu)
    {
        if (NumberedRtu.NumberOf(asdu) is not { } number)
        {
            return;
        }

        lock (_received)
        {
            OutOfOrder += number <= _lastOfConnection ? 1 : 0;
            Duplicates += _received.Add(number) ? 0 : 1;
        }

        _lastOfConnection = number;
    }
}
