using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Simulator.Masters;

/// <summary>A master that can be told what to do; what it sends and receives it tells its <see cref="Frames.ISignalSink"/>.</summary>
public interface IMaster : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The station that its requests go to, unless they say another.</summary>
    CommonAddress Address { get; }

    bool IsConnected { get; }

    bool IsStarted { get; }

    /// <summary>Why it is not connected, in words.</summary>
    string? Lost { get; }

    RoundTrips RoundTrips { get; }

    /// <summary>Connects to the first of its targets that accepts.</summary>
    /// <exception cref="IOException">None did; the message says why.</exception>
    Task ConnectAsync(CancellationToken cancellation);

    /// <summary>STARTDT; connects first where that is needed.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>STOPDT.</summary>
    Task StopAsync(CancellationToken cancellation);

    Task DisconnectAsync();

    Task<InterrogationResult> InterrogateAsync(CommonAddress address, byte qualifier);

    Task<CommandResult> CommandAsync(CommandRequest command);

    Task<RequestOutcome> ReadAsync(CommonAddress address, InformationObjectAddress point);

    /// <summary>C_CI_NA_1.</summary>
    /// <param name="address">The station.</param>
    /// <param name="qualifier">QCC: 5 all counters, 1..4 a group; FRZ above it.</param>
    Task<InterrogationResult> CountersAsync(CommonAddress address, byte qualifier);

    /// <summary>C_CS_NA_1 with this time.</summary>
    Task<RequestOutcome> SynchronizeClockAsync(CommonAddress address, DateTime time);

    /// <summary>C_TS_TA_1, or C_TS_NA_1 without time tag.</summary>
    Task<RequestOutcome> TestAsync(CommonAddress address, bool withTime);

    /// <summary>While true, nothing that comes in is acknowledged: a master that hangs.</summary>
    Task HoldAcknowledgementAsync(bool hold);
}
