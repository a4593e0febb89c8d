using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Time;

namespace Gateway.Host.Time;

/// <summary>
/// Keeps the machine's clock by time servers (H4): a round of questions at once, then one every <c>ntp_update_every_sec</c>, by the monotonic clock; until
/// a server has answered for the first time after 15 s, 30 s, 60 s and so on. The log is told what has changed, not each round.
/// </summary>
/// <param name="sources">What plugins have, by name.</param>
/// <param name="log">Whether it is a warning, and the line.</param>
internal sealed class TimeKeeper(
    Func<string, ITimeSource?> sources, ISystemClock clock, IClockKeepers keepers, TimeProvider time, Action<bool, string> log) : ITimeStatusProvider, IAsyncDisposable
{
    // When the machine starts the network may not be there yet.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);

    private readonly Lock _changing = new();
    private TimeConfig _config = TimeConfig.None;
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private volatile TimeStatus _status = TimeStatus.Off;

    public TimeStatus Status => _status;

    /// <summary>Who is asked, in this order.</summary>
    public IReadOnlyList<string> Servers => _config.Servers;

    /// <summary>Begins, or goes on by other settings; with the same ones nothing happens.</summary>
    public void Apply(TimeConfig config)
    {
        lock (_changing)
        {
            if (config with { Servers = _config.Servers } == _config && config.Servers.SequenceEqual(_config.Servers, StringComparer.Ordinal))
            {
                return;
            }

            _config = config;
            _stop.Cancel();
            _stop = new CancellationTokenSource();
            _running = RunAsync(config, _running, _stop.Token);
        }
    }

    /// <summary>At once, also in the middle of a question.</summary>
    public Task StopAsync()
    {
        lock (_changing)
        {
            _stop.Cancel();
            return _running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(TimeConfig config, Task before, CancellationToken stop)
    {
        await before;
        if (config.Servers.IsEmpty)
        {
            _status = TimeStatus.Off;
            return;
        }

        _status = TimeStatus.Trying with { UpdatedAt = _status.UpdatedAt };
        if (sources(config.Source) is not { } source)
        {
            var missing = $"no plugin has a time source '{config.Source}': the clock is left alone";
            _status = _status with { LastError = missing };
            log(true, missing);
            return;
        }

        try
        {
            await KeepAsync(new TimeRound(config, source, clock, keepers, time), config.UpdateInterval ?? TimeConfig.StandardUpdateInterval, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped, or other settings hold.
        }
    }

    private async Task KeepAsync(TimeRound round, TimeSpan interval, CancellationToken stop)
    {
        TimeOutcome? last = null;
        var pause = FirstPause;
        var hasAnswered = false;
        while (true)
        {
            var outcome = await Task.Run(() => round.RunAsync(_status, stop), stop);
            _status = outcome.Status;
            if (TimeLines.Of(outcome, last) is { } line)
            {
                log(line.IsWarning, line.Text);
            }

            last = outcome;
            hasAnswered |= outcome.Status.State != TimeState.Trying;
            await Task.Delay(hasAnswered || pause > interval ? interval : pause, time, stop);
            pause *= 2;
        }
    }
}
