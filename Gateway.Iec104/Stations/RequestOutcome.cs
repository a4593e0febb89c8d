namespace Gateway.Iec104.Stations;

/// <summary>How a request ended. What a peer does is a value here, not an exception.</summary>
public enum RequestOutcome
{
    /// <summary>Confirmed, terminated, or answered.</summary>
    Positive,

    /// <summary>P/N = 1.</summary>
    Negative,

    /// <summary>Cause 44..47: type, cause, common address or information object address is unknown to the RTU.</summary>
    Unknown,

    /// <summary>No answer in the time that was given.</summary>
    TimedOut,

    /// <summary>The connection was lost, or was not there.</summary>
    ConnectionLost,
}
