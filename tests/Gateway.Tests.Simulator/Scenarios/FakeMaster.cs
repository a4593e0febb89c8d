using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;

namespace Gateway.Tests.Simulator.Scenarios;

/// <summary>A master without sockets, which gets the answers that a test gives it.</summary>
internal sealed class FakeMaster(string name) : IMaster
{
    public List<string> Told { get; } = [];

    /// <summary>How many times connecting fails.</summary>
    public int Refusals { get; set; }

    /// <summary>The answer to every request; one that never completes is silence.</summary>
    public Task<RequestOutcome> Answer { get; set; } = Task.FromResult(RequestOutcome.Positive);

    public string Name => name;

    public CommonAddress Address => new(7);

    public bool IsConnected { get; set; }

    public bool IsStarted { get; set; }

    public string? Lost { get; set; } = "not connected yet";

    public RoundTrips RoundTrips { get; } = new();

    public Task ConnectAsync(CancellationToken cancellation)
    {
        Told.Add("connect");
        if (Refusals-- > 0)
        {
            throw new IOException($"{name}: connection refused");
        }

        IsConnected = true;
        return Task.CompletedTask;
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await ConnectAsync(cancellation);
        IsStarted = true;
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task DisconnectAsync()
    {
        IsConnected = IsStarted = false;
        return Task.CompletedTask;
    }

    public async Task<InterrogationResult> InterrogateAsync(CommonAddress address, byte qualifier) => new(await Asked($"interrogate {address} {qualifier}"), 12);

    public async Task<CommandResult> CommandAsync(CommandRequest command) => new(null, await Asked($"{command}"), TimeSpan.FromMilliseconds(5), Answer);

    public Task<RequestOutcome> ReadAsync(CommonAddress address, InformationObjectAddress point) => Asked($"read {point}");

    public async Task<InterrogationResult> CountersAsync(CommonAddress address, byte qualifier) => new(await Asked($"counters {qualifier:X2}"), 2);

    public Task<RequestOutcome> SynchronizeClockAsync(CommonAddress address, DateTime time) => Asked($"clock {time:HH:mm:ss}");

    public Task<RequestOutcome> TestAsync(CommonAddress address, bool withTime) => Asked("test");

    public Task HoldAcknowledgementAsync(bool hold)
    {
        Told.Add(hold ? "hold" : "release");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<RequestOutcome> Asked(string what)
    {
        Told.Add(what);
        return Answer;
    }
}
