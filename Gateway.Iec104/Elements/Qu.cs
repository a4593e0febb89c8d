namespace Gateway.Iec104.Elements;

/// <summary>The QU of a command: how long the output stays; 4..8 reserved for standard, 9..15 for other predefined functions, 16..31 private (60870-5-101, 7.2.6.26).</summary>
public enum Qu : byte
{
    /// <summary>No additional definition: the station's parameters decide.</summary>
    NoDefinition = 0,
    ShortPulse = 1,
    LongPulse = 2,
    PersistentOutput = 3,
}
