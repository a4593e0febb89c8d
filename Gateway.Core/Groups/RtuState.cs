namespace Gateway.Core.Groups;

/// <summary>How far the RTU link is.</summary>
public enum RtuState : byte
{
    /// <summary>No TCP connection; the next attempt is set.</summary>
    Disconnected,

    Connecting,

    /// <summary>Connected, data transfer stopped: nobody is started.</summary>
    Connected,

    /// <summary>STARTDT act is out.</summary>
    Starting,

    Started,

    /// <summary>STOPDT act is out.</summary>
    Stopping,

    /// <summary>The group has been stopped.</summary>
    Closed,
}
