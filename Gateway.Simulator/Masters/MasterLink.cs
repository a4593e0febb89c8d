using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;

namespace Gateway.Simulator.Masters;

/// <summary>
/// A master's connection: to the first of its targets that accepts, one at a time; where the master is to reconnect, made again after a loss, and started
/// again if it was.
/// </summary>
/// <param name="config">The master's.</param>
/// <param name="runtime">Null: the process' own.</param>
/// <param name="received">An ASDU came, from this target.</param>
/// <param name="told">In words, when a connection stands or is lost.</param>
internal sealed class MasterLink(MasterConfig config, StationRuntime? runtime, Action<IPEndPoint, byte[]> received, Action<string> told) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _connecting = new(1);
    private volatile ControllingStation? _station;
    private volatile ControllingStation? _startedStation;
    private volatile bool _shallRun;
    private int _disposed;

    public bool IsConnected => _station is not null;

    public bool IsStarted => _station is { } station && _startedStation == station;

    /// <summary>The target that it is connected to, or was last.</summary>
    public IPEndPoint? Remote { get; private set; }

    /// <summary>Why it is not connected.</summary>
    public string? Lost { get; private set; } = "not connected yet";

    /// <summary>Connections that were lost without being asked for.</summary>
    public int Losses { get; private set; }

    /// <summary>The connection.</summary>
    /// <exception cref="IOException">There is none; the message says why.</exception>
    public ControllingStation Station => _station ?? throw new IOException($"{config.Name} is not connected: {Lost}");

    /// <exception cref="IOException">No target accepts; the message says why.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
        await _connecting.WaitAsync(either.Token);
        try
        {
            if (_station is null)
            {
                await SearchAsync(either.Token);
            }
        }
        finally
        {
            _ = _connecting.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await ConnectAsync(cancellation);
        var station = Station;
        await station.StartAsync().WaitAsync(cancellation);
        _startedStation = station;
        _shallRun = true;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        _shallRun = false;
        await Station.StopAsync().WaitAsync(cancellation);
        _startedStation = null;
    }

    public async Task DisconnectAsync()
    {
        _shallRun = false;
        if (_station is { } station)
        {
            Forget(station, "disconnected as told");
            await station.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _ended.CancelAsync();
        await DisconnectAsync();
        _connecting.Dispose();
        _ended.Dispose();
    }

    private async Task SearchAsync(CancellationToken cancellation)
    {
        var faults = new List<string>();
        foreach (var target in config.Targets)
        {
            try
            {
                var station = await ControllingStation.ConnectAsync(target, OptionsFor(target), cancellation);
                (_station, Remote, Lost) = (station, target, null);
                told($"connected to {target}");
                _ = WatchAsync(station);
                return;
            }
            catch (IOException e)
            {
                faults.Add(e.Message);
            }
        }

        Lost = string.Join("; ", faults);
        throw new IOException($"{config.Name}: {Lost}");
    }

    private ControllingOptions OptionsFor(IPEndPoint target) => new()
    {
        Link = config.Link,
        LocalAddress = config.LocalAddress,
        Originator = config.Originator,
        RequestTimeout = config.RequestTimeout,
        Runtime = runtime,
        OnAsdu = (in AsduView asdu) => received(target, asdu.Octets.ToArray()),
    };

    private async Task WatchAsync(ControllingStation station)
    {
        var why = await station.Closed;
        if (!Forget(station, why))
        {
            return;
        }

        Losses++;
        told($"disconnected from {Remote}: {why}");
        await station.DisposeAsync();
        while (config.Reconnect is { } pause && !_ended.IsCancellationRequested && !IsConnected)
        {
            try
            {
                await Task.Delay(pause, _ended.Token);
                await (_shallRun ? StartAsync(_ended.Token) : ConnectAsync(_ended.Token));
            }
            catch (IOException)
            {
                // Not yet.
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private bool Forget(ControllingStation station, string why)
    {
        if (Interlocked.CompareExchange(ref _station, null, station) != station)
        {
            return false;
        }

        _startedStation = null;
        Lost = why;
        return true;
    }
}
