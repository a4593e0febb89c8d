namespace Gateway.Iec104.Asdus;

/// <summary>
/// The direction that a type is defined for. The confirmations of what travels in control direction come back with the
/// same type in monitor direction (60870-5-101, 7.2.1).
/// </summary>
[Flags]
public enum TypeDirection : byte
{
    None = 0,

    /// <summary>From the controlled to the controlling station.</summary>
    Monitor = 1,

    /// <summary>From the controlling to the controlled station.</summary>
    Control = 2,
    Both = Monitor | Control,
}
