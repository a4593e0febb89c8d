namespace Gateway.Core.Observation;

/// <summary>What happened in a group, apart from single ASDUs. The value is the log event's id: it never changes its meaning.</summary>
public enum GroupEventKind
{
    None = 0,

    // The group.
    Initialized = 100,
    PortInUse = 101,
    Listening = 102,
    NotListening = 103,
    Stopping = 104,
    Stopped = 105,
    Defect = 106,

    // The RTU.
    RtuConnecting = 200,
    RtuConnected = 201,
    RtuNotReached = 202,
    RtuLost = 203,
    RtuStartDtSent = 204,
    RtuStarted = 205,
    RtuStopDtSent = 206,
    RtuStopped = 207,
    RtuInitialized = 208,
    RtuNoted = 209,
    RtuReopened = 210,
    RtuCannotHold = 211,
    RtuStandstill = 212,
    RtuReady = 213,

    // The masters.
    MasterConnected = 300,
    MasterRefused = 301,
    MasterStarted = 302,
    EndOfInitializationSent = 303,
    MasterStopped = 304,
    MasterLeft = 305,
    MasterClosed = 306,
    MasterNoted = 307,
    MasterMissed = 308,
    MasterCount = 309,
    AllMastersGone = 310,
    MasterDraining = 311,

    // Requests.
    RequestRefused = 400,
    RequestNoted = 401,
    CommandAsked = 402,
    CommandAnswered = 403,

    // Routing.
    PolicyFailed = 500,
    PolicyRemoved = 501,
    AsduDropped = 502,
}
