namespace Gateway.Iec104.Links;

/// <summary>Which end of the link we are.</summary>
public enum StationRole
{
    /// <summary>The master: it connects, starts and stops data transfer.</summary>
    Controlling,

    /// <summary>The RTU: it listens and is started and stopped.</summary>
    Controlled,
}
