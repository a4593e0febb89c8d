namespace Gateway.Iec104.Links;

/// <summary>Something odd that the peer did and that changes nothing: ignored, counted, logged (L2).</summary>
public enum LinkNote : byte
{
    None,

    /// <summary>A STARTDT, STOPDT or TESTFR con that nobody asked for.</summary>
    UnaskedConfirmation,

    /// <summary>A controlled station sent STARTDT or STOPDT act; only a controlling one may.</summary>
    ActivationByControlled,

    /// <summary>STARTDT act before our STOPDT con: one procedure at a time.</summary>
    StartWhileStopping,
}
