namespace Gateway.Iec104.Stations;

/// <summary>What a controlled station says to a command.</summary>
public enum CommandReply
{
    /// <summary>ACT_CON, and ACT_TERM behind an execute.</summary>
    Accept,

    /// <summary>ACT_CON with P/N = 1.</summary>
    Refuse,

    /// <summary>Cause 47: there is no such point.</summary>
    UnknownPoint,

    /// <summary>Nothing at all: a station at fault, for tests.</summary>
    Silence,
}
