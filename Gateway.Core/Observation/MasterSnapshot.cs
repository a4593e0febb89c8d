using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104;

namespace Gateway.Core.Observation;

/// <summary>A connected master.</summary>
public sealed record MasterSnapshot
{
    /// <summary>Its connection, counted since the group started: never used again.</summary>
    public required long Number { get; init; }

    /// <summary>As logs name it.</summary>
    public required string Name { get; init; }

    public required IPEndPoint Peer { get; init; }

    /// <summary>The port that it came to.</summary>
    public required MasterPortConfig Port { get; init; }

    /// <summary>Since when it is connected.</summary>
    public required Instant Since { get; init; }

    public required bool IsStarted { get; init; }

    /// <summary>Since when it is started, or stopped.</summary>
    public required Instant StateSince { get; init; }

    /// <summary>It is being closed: as soon as it has what is queued for it, and its answers.</summary>
    public required bool IsDraining { get; init; }

    /// <summary>APDUs that wait for it (D5).</summary>
    public required int Queued { get; init; }

    /// <summary>When the oldest event that waits for it came from the RTU; null: none waits.</summary>
    public required Instant? OldestQueued { get; init; }

    /// <summary>APDUs sent to it that it has not acknowledged.</summary>
    public required int Unacknowledged { get; init; }

    /// <summary>Events that it was not given while it is connected; it should interrogate.</summary>
    public required long Missed { get; init; }

    /// <summary>ASDUs sent to it.</summary>
    public required long Sent { get; init; }

    /// <summary>ASDUs received from it.</summary>
    public required long Received { get; init; }

    /// <summary>Its requests that wait for the RTU.</summary>
    public required int WaitingRequests { get; init; }

    /// <summary>Its requests that are with the RTU.</summary>
    public required int OpenRequests { get; init; }

    /// <summary>Its originator address at the RTU (R3); null: it has asked nothing yet.</summary>
    public required OriginatorAddress? Originator { get; init; }
}
