namespace Gateway.Abstractions.Time;

/// <summary>Why a server gave no time.</summary>
public enum TimeFaultKind
{
    /// <summary>The name is none, or leads to no address.</summary>
    NotFound,

    /// <summary>No reply came, or none that answers the question.</summary>
    NoAnswer,

    /// <summary>The server says that its own time is not to be used.</summary>
    NotSynchronized,

    /// <summary>The server does not want to be asked (kiss-o'-death).</summary>
    Refused,

    /// <summary>Not asked: it has refused before, and is left alone for some time.</summary>
    LeftAlone,

    /// <summary>The reply contradicts itself, or took too long to be of use.</summary>
    Unusable,
}
