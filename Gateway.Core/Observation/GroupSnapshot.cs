using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Groups;
using Gateway.Iec104;

namespace Gateway.Core.Observation;

/// <summary>Everything about a group at one moment, taken inside its turn: nothing in it changes any more, and it refers to nothing of the group.</summary>
public sealed record GroupSnapshot
{
    /// <summary>The turn's time; all others here are points of the same clock.</summary>
    public required Instant TakenAt { get; init; }

    public required GroupConfig Config { get; init; }

    /// <summary>The mode in force.</summary>
    public required AcknowledgeMode Acknowledge { get; init; }

    /// <summary>The routing policies at work: one that failed too often is not among them (R12).</summary>
    public required ImmutableArray<string> Policies { get; init; }

    public required RtuSnapshot Rtu { get; init; }

    /// <summary>In the order of their coming.</summary>
    public required ImmutableArray<MasterSnapshot> Masters { get; init; }

    /// <summary>In the order of the configuration.</summary>
    public ImmutableArray<PortSnapshot> Ports { get; init; } = [];

    /// <summary>Requests that are with the RTU; of very many the oldest.</summary>
    public required ImmutableArray<RequestSnapshot> Open { get; init; }

    /// <summary>Requests that have not been sent yet; of very many the oldest.</summary>
    public required ImmutableArray<RequestSnapshot> Waiting { get; init; }

    public required int OpenRequests { get; init; }

    public required int WaitingRequests { get; init; }

    /// <summary>Points that are selected (R7); of very many some.</summary>
    public required ImmutableArray<SelectSnapshot> Selected { get; init; }

    public required int SelectedPoints { get; init; }

    /// <summary>What went wrong last, newest first.</summary>
    public required ImmutableArray<FaultSnapshot> Faults { get; init; }

    /// <summary>What the group has done since it started.</summary>
    public required CounterSnapshot Counters { get; init; }

    /// <summary>Of a group that is not there, or does not answer: nothing but its settings.</summary>
    public static GroupSnapshot Unknown(GroupConfig config, Instant now) => new()
    {
        TakenAt = now,
        Config = config,
        Acknowledge = config.Acknowledge,
        Policies = [.. config.Policies],
        Rtu = new RtuSnapshot(RtuState.Disconnected, now, Host: null, 0, OldestUnacknowledged: null, Outstanding: null, 0),
        Masters = [],
        Open = [],
        Waiting = [],
        OpenRequests = 0,
        WaitingRequests = 0,
        Selected = [],
        SelectedPoints = 0,
        Faults = [],
        Counters = CounterSnapshot.Of(new GroupCounters()),
    };
}
