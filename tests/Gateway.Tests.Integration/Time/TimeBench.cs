using System.Collections.Concurrent;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Time;
using Gateway.Host.Time;

namespace Gateway.Tests.Integration.Time;

/// <summary>A time keeper with everything around it made by hand: servers, clock, other services, time.</summary>
internal sealed class TimeBench : ITimeSource, ISystemClock, IClockKeepers, IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly ConcurrentQueue<string> _log = [];

    public TimeBench()
    {
        Keeper = new TimeKeeper(name => name == TimeConfig.StandardSource ? this : null, this, this, Time, (isWarning, line) => _log.Enqueue((isWarning ? "WARN " : "INFO ") + line));
    }

    public HandTime Time { get; } = new();

    public TimeKeeper Keeper { get; }

    public ConcurrentDictionary<string, Func<CancellationToken, Task<TimeAnswer>>> Servers { get; } = new(StringComparer.Ordinal);

    public ClockStep NextStep { get; set; } = ClockStep.Done;

    /// <summary>By what the clock was set.</summary>
    public ConcurrentQueue<TimeSpan> Steps { get; } = [];

    public string? OtherKeeper { get; set; }

    public string[] Asked => [.. _asked];

    public string[] Log => [.. _log];

    public static string NoPrivilege => $"No {(OperatingSystem.IsWindows() ? "admin" : "root")} privilege, cannot update time.";

    public void Has(string server, double offset) =>
        Servers[server] = _ => Task.FromResult(TimeAnswer.Of(new TimeSample(TimeSpan.FromSeconds(offset), TimeSpan.FromMilliseconds(2), 2, "10.1.1.15:123")));

    public void Fails(string server, TimeFaultKind kind, string what) => Servers[server] = _ => Task.FromResult(TimeAnswer.Of(kind, what));

    /// <summary>The first round, up to its end.</summary>
    public Task StartAsync(params string[] servers) => StartAsync(new TimeConfig { Servers = [.. servers] });

    public Task StartAsync(TimeConfig config)
    {
        Keeper.Apply(config);
        return RoundAsync();
    }

    /// <summary>The pause passes, and one more round.</summary>
    public Task NextRoundAsync()
    {
        Time.Pass(Time.Next!.Value);
        return RoundAsync();
    }

    // It waits for the next one: the only timer that is armed.
    public Task RoundAsync() => Patience.UntilAsync(() => Time.Next is not null, "the end of a round");

    Task<TimeAnswer> ITimeSource.AskAsync(string server, CancellationToken stop)
    {
        _asked.Enqueue(server);
        return Servers[server](stop);
    }

    ClockStep ISystemClock.Step(TimeSpan offset)
    {
        if (NextStep.IsSet)
        {
            Steps.Enqueue(offset);
            Time.Wall += offset;
        }

        return NextStep;
    }

    string? IClockKeepers.Find() => OtherKeeper;

    public ValueTask DisposeAsync() => Keeper.DisposeAsync();
}
