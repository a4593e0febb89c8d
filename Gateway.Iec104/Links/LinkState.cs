namespace Gateway.Iec104.Links;

/// <summary>Whether user data flows (60870-5-104, 5.3, figures 16 and 17).</summary>
public enum LinkState
{
    /// <summary>Only U APDUs are in order.</summary>
    Stopped,

    /// <summary>Controlling station: STARTDT act is out, its con is not here.</summary>
    Starting,

    /// <summary>I and S APDUs flow.</summary>
    Started,

    /// <summary>STOPDT act is out (controlling) or waits for our con until the peer has acknowledged everything (controlled).</summary>
    Stopping,
}
