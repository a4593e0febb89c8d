namespace Gateway.Core.Observation;

/// <summary>How a command of a master has ended (O4).</summary>
public enum CommandResult : byte
{
    None,

    /// <summary>The RTU has confirmed it: ACT_CON, DEACT_CON, or what a file's step is answered with.</summary>
    Positive,

    /// <summary>The RTU has confirmed it negatively: P/N = 1, or a file that is not ready.</summary>
    Negative,

    /// <summary>The RTU does not know its type, cause, CA or IOA: COT 44..47.</summary>
    Unknown,

    /// <summary>The RTU has not answered in time (R5); whether it did it is not known.</summary>
    TimedOut,

    /// <summary>The gateway has answered it negatively and has not sent it.</summary>
    Refused,

    /// <summary>It went nowhere, and nobody was told.</summary>
    Dropped,

    /// <summary>Its master left or stopped before it was sent.</summary>
    MasterLeft,

    /// <summary>The RTU link was lost before the answer; whether the RTU did it is not known.</summary>
    RtuLost,

    /// <summary>The RTU has restarted before the answer (S6).</summary>
    RtuRestarted,

    /// <summary>Its master has deactivated it, and the RTU has confirmed that.</summary>
    Deactivated,

    /// <summary>A deactivation of what was not sent yet: the gateway has confirmed it itself (R5).</summary>
    ConfirmedByGateway,

    /// <summary>It was sent, and no answer of its own belongs to it: a further step of a file transfer, a cause that only the RTU can judge.</summary>
    Sent,
}
