namespace Gateway.Host.Status;

/// <summary>Everything about one group: <c>GET /api/v1/groups/ID</c>.</summary>
internal sealed record GroupDetails(
    GroupStatus Summary,
    RtuStatus Rtu,
    SettingStatus Settings,
    IReadOnlyList<PortStatus> Ports,
    IReadOnlyList<MasterStatus> Masters,
    IReadOnlyList<RequestStatus> Requests,
    IReadOnlyList<SelectStatus> Selected,
    IReadOnlyDictionary<string, long> Dropped,
    OddityStatus Oddities,
    IReadOnlyList<FaultStatus> Faults);

/// <param name="Hosts">In the order of trying.</param>
/// <param name="OldestUnacknowledgedSeconds">The age of the oldest APDU that the RTU has not been told of.</param>
/// <param name="Outstanding">I APDUs to the RTU that it has not acknowledged; null: its library does not tell.</param>
/// <param name="FailedAttempts">Connects that have failed since it was connected last.</param>
internal sealed record RtuStatus(
    string State,
    DateTimeOffset Since,
    string? Host,
    IReadOnlyList<string> Hosts,
    int CommonAddress,
    int Unacknowledged,
    double? OldestUnacknowledgedSeconds,
    int? Outstanding,
    int FailedAttempts);

/// <param name="Acknowledge">The mode in force: any, all, received.</param>
/// <param name="Policies">Those at work.</param>
/// <param name="RemovedPolicies">Those that failed too often and were taken out.</param>
internal sealed record SettingStatus(
    string Acknowledge,
    string Originator,
    string RtuLibrary,
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> RemovedPolicies,
    int K,
    int W,
    double T0,
    double T1,
    double T2,
    double T3,
    double? IdleTime,
    int BufferSize,
    bool LogEvents);

/// <param name="State">listening; closed: the RTU is not there; failed.</param>
internal sealed record PortStatus(
    string Name,
    string Address,
    int Port,
    int CommonAddress,
    string State,
    string? Error,
    int Connected,
    int MaxConnections,
    string SameAddress,
    IReadOnlyList<string>? Filter);

/// <param name="Number">Names the connection in <c>masters/NUMBER/disconnect</c>.</param>
/// <param name="State">connected: STARTDT has not come; started; stopped; draining.</param>
/// <param name="Port">To which it came.</param>
/// <param name="Queued">APDUs that wait for it.</param>
/// <param name="QueueLimit">At more it is closed (buffsize).</param>
/// <param name="BehindSeconds">The age of the oldest event that waits for it.</param>
/// <param name="Unacknowledged">APDUs sent to it that it has not acknowledged.</param>
/// <param name="Originator">Its OA at the RTU.</param>
internal sealed record MasterStatus(
    long Number,
    string Name,
    string Address,
    int Port,
    DateTimeOffset Connected,
    string State,
    DateTimeOffset Since,
    int Queued,
    int QueueLimit,
    double? BehindSeconds,
    int Unacknowledged,
    long Sent,
    long Received,
    long Missed,
    int OpenRequests,
    int WaitingRequests,
    int? Originator);

/// <param name="State">open: with the RTU; waiting.</param>
/// <param name="Type">By name: <c>C_IC_NA_1</c>.</param>
/// <param name="Object">IOA, qualifier or name of file, as the type has it; null: its CA alone makes it.</param>
/// <param name="Owners">Who gets the answer; empty: they have left.</param>
internal sealed record RequestStatus(
    string State,
    string Type,
    string Cause,
    int CommonAddress,
    uint? Object,
    bool IsSelect,
    IReadOnlyList<string> Owners,
    double AgeSeconds,
    double? SilentSeconds,
    int Originator);

/// <param name="SecondsLeft">Until it is free by itself.</param>
internal sealed record SelectStatus(int CommonAddress, uint Object, string Owner, double SecondsLeft);

/// <summary>What happens seldom, counted since the group started.</summary>
internal sealed record OddityStatus(long Noted, long Reopened, long Standstills, long OriginatorMismatches, long PolicyFailures);
