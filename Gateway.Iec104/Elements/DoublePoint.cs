namespace Gateway.Iec104.Elements;

/// <summary>The two bits of a double point, and of the event state of protection equipment (60870-5-101, 7.2.6.2, 7.2.6.10).</summary>
public enum DoublePoint : byte
{
    /// <summary>Between the end positions (of an event: indeterminate).</summary>
    Intermediate = 0,

    Off = 1,
    On = 2,

    /// <summary>A disturbed position: both or neither contact.</summary>
    Indeterminate = 3,
}
