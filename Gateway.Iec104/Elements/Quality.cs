namespace Gateway.Iec104.Elements;

/// <summary>
/// The quality of a value, for all elements that carry one. The bits lie as in QDS and QDP; CY and CA, which only a
/// counter has and elsewhere in its octet, take two that are reserved there (60870-5-101, 7.2.6.3, 7.2.6.4, 7.2.6.9):
/// <code>
///   IV | NT | SB | BL | EI | (CA) | (CY) | OV
/// </code>
/// </summary>
[Flags]
public enum Quality : byte
{
    Good = 0,

    /// <summary>OV: beyond the predefined range.</summary>
    Overflow = 0x01,

    /// <summary>CY: the counter overflowed in its counting period.</summary>
    Carry = 0x02,

    /// <summary>CA: the counter was adjusted since its last reading.</summary>
    CounterAdjusted = 0x04,

    /// <summary>EI: the elapsed time (duration or operating time) is invalid.</summary>
    ElapsedTimeInvalid = 0x08,

    /// <summary>BL: blocked for transmission; it keeps the value from before.</summary>
    Blocked = 0x10,

    /// <summary>SB: entered by a dispatcher or an automatic source.</summary>
    Substituted = 0x20,

    /// <summary>NT: the last update failed or is long ago.</summary>
    NotTopical = 0x40,

    /// <summary>IV: the value is not defined and not to be used.</summary>
    Invalid = 0x80,
}
