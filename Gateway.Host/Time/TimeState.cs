namespace Gateway.Host.Time;

/// <summary>How it stands with the machine's clock, after the last round of questions.</summary>
internal enum TimeState
{
    /// <summary>No server is configured.</summary>
    Off,

    /// <summary>No server has answered yet, or none with a time that can be used.</summary>
    Trying,

    /// <summary>The clock was set.</summary>
    Updated,

    /// <summary>A server has answered, but the program may not set the clock.</summary>
    NoPrivilege,

    /// <summary>A server has answered, and another service keeps the clock.</summary>
    Reported,
}
