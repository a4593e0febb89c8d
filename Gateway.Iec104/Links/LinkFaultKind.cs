namespace Gateway.Iec104.Links;

/// <summary>Why a link is over: what the peer did (L6), or did not do in time (L5). Closed: every one is listed.</summary>
public enum LinkFaultKind : byte
{
    None,

    /// <summary>An APDU does not begin with 68.</summary>
    BadStartOctet,

    /// <summary>A length outside 4..253.</summary>
    BadLength,

    /// <summary>An S or U APDU longer than 4, or with bits that must be 0.</summary>
    BadControlField,

    /// <summary>A U APDU whose function is none of the six.</summary>
    UnknownFunction,

    /// <summary>N(S) is not the expected one: an APDU was lost or came twice.</summary>
    BadSendNumber,

    /// <summary>N(R) acknowledges what was not sent, or takes an acknowledgement back.</summary>
    BadReceiveNumber,

    /// <summary>An I or S APDU while data transfer is stopped.</summary>
    NotStarted,

    /// <summary>An I APDU whose ASDU is shorter than 9 octets.</summary>
    ShortAsdu,

    /// <summary>32768 I APDUs stand without our acknowledgement: their numbers would repeat.</summary>
    WindowExceeded,

    /// <summary>t1: the oldest sent I APDU is not acknowledged.</summary>
    NoAcknowledgement,

    /// <summary>t1: STARTDT act or STOPDT act is not confirmed.</summary>
    NoConfirmation,

    /// <summary>t1: TESTFR act is not confirmed.</summary>
    NoTestConfirmation,

    /// <summary>t1: the peer does not acknowledge what was sent before its STOPDT act.</summary>
    StopNotCompleted,

    /// <summary>t1: an APDU stays incomplete.</summary>
    IncompleteApdu,

    /// <summary>Nothing was received for the idle time.</summary>
    Idle,
}
