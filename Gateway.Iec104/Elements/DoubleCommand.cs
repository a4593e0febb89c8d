namespace Gateway.Iec104.Elements;

/// <summary>The two bits of a double command, DCS (60870-5-101, 7.2.6.16).</summary>
public enum DoubleCommand : byte
{
    NotPermitted0 = 0,
    Off = 1,
    On = 2,
    NotPermitted3 = 3,
}
