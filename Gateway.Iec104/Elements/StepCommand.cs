namespace Gateway.Iec104.Elements;

/// <summary>The two bits of a regulating step command, RCS (60870-5-101, 7.2.6.17).</summary>
public enum StepCommand : byte
{
    NotPermitted0 = 0,
    Lower = 1,
    Higher = 2,
    NotPermitted3 = 3,
}
