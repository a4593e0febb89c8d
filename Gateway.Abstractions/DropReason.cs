namespace Gateway.Abstractions;

/// <summary>Why an ASDU went nowhere. Counted and observed, each by its name.</summary>
public enum DropReason : byte
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>R2: types 0..44 and 70..99 belong to the monitor direction; a master may not send them.</summary>
    NotAControlType,

    /// <summary>R10: a confirmation that belongs to no open request.</summary>
    NoRequest,

    /// <summary>R4: its asker has left.</summary>
    AskerGone,

    /// <summary>R11: the length does not fit its variable structure qualifier.</summary>
    DoesNotFit,

    /// <summary>S6: the RTU's end of initialization is not forwarded.</summary>
    EndOfInitialization,

    /// <summary>R8: its CA equals the master's own number but is another station's at the RTU.</summary>
    OwnNumberOfAnother,

    /// <summary>R9: it could not be sent in time.</summary>
    TooLate,

    /// <summary>R7: another master has selected the point.</summary>
    SelectedByAnother,

    /// <summary>S4: the RTU is not there.</summary>
    NoRtu,

    /// <summary>R9: the master has more requests waiting than its buffer holds.</summary>
    TooManyRequests,

    /// <summary>R5: its master deactivated it before it was sent.</summary>
    TakenBack,

    /// <summary>A policy of the user's decided so.</summary>
    Policy,

    /// <summary>An operator drains its master.</summary>
    Draining,
}
