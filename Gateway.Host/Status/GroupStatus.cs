namespace Gateway.Host.Status;

/// <summary>One group in a line: what a list of hundreds shows.</summary>
/// <param name="State">up: the RTU sends; waiting: it is connected, and no master is started; down: it is not there; stopped; stuck: it does not answer;
/// notStarted: it could not be.</param>
/// <param name="Rtu">Its own state: disconnected, connecting, connected, starting, started, stopping, closed.</param>
/// <param name="RtuHost">Where it is, or is being tried.</param>
/// <param name="Since">Since when the RTU's link is in its state.</param>
/// <param name="Ports">On which masters are served.</param>
/// <param name="Connected">Masters.</param>
/// <param name="Started">Masters of them.</param>
/// <param name="Queued">APDUs in the longest queue of a master.</param>
/// <param name="BehindSeconds">The age of the oldest event that waits for a master; null: none waits.</param>
/// <param name="Unacknowledged">I APDUs that the RTU has not been told of.</param>
/// <param name="Problems">What somebody should look at now, in words.</param>
/// <param name="HasUnsavedEdit">It runs with settings that the file does not have.</param>
internal sealed record GroupStatus(
    string Id,
    string Name,
    string State,
    string Rtu,
    string? RtuHost,
    DateTimeOffset Since,
    IReadOnlyList<int> Ports,
    int Connected,
    int Started,
    int Queued,
    double? BehindSeconds,
    int Unacknowledged,
    int OpenRequests,
    int WaitingRequests,
    int SelectedPoints,
    CounterStatus Counters,
    IReadOnlyList<string> Problems,
    FaultStatus? LastFault,
    bool HasUnsavedEdit);

/// <summary>ASDUs since the group started.</summary>
/// <param name="Dropped">Went nowhere.</param>
/// <param name="Missed">Copies of events that masters had not acknowledged when they were closed.</param>
/// <param name="Refused">Masters.</param>
internal sealed record CounterStatus(long FromRtu, long ToRtu, long FromMasters, long ToMasters, long Dropped, long Missed, long Refused);

/// <param name="Kind">The log event's id (docs/logs.md).</param>
/// <param name="Peer">Empty: the group itself.</param>
/// <param name="Times">How often the like of it happened to the same address; the rest is as it was the last time.</param>
internal sealed record FaultStatus(DateTimeOffset At, int Kind, string Peer, string What, int Times);
