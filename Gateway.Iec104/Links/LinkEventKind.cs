namespace Gateway.Iec104.Links;

/// <summary>What a <see cref="LinkEvent"/> tells.</summary>
public enum LinkEventKind : byte
{
    None,

    /// <summary>An ASDU, perhaps with an acknowledgement.</summary>
    Asdu,

    /// <summary>An acknowledgement alone.</summary>
    Confirmed,

    /// <summary>Data transfer has started.</summary>
    Started,

    /// <summary>Data transfer has stopped: nothing new may be sent. Acknowledgements of what was sent may still come.</summary>
    Stopped,

    /// <summary>Something odd, ignored.</summary>
    Noted,

    /// <summary>The link is over.</summary>
    Fault,
}
