namespace Gateway.Iec104.Stations;

/// <summary>What has become of a master at a controlled station.</summary>
public enum MasterChange
{
    /// <summary>It came from an address that is not admitted, and was closed.</summary>
    Refused,

    Connected,

    /// <summary>STARTDT.</summary>
    Started,

    /// <summary>STOPDT.</summary>
    Stopped,

    /// <summary>The connection is over.</summary>
    Left,
}
