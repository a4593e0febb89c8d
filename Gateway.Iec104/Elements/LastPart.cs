namespace Gateway.Iec104.Elements;

/// <summary>The values of LSQ: what has ended and how (60870-5-101, 7.2.6.31).</summary>
public enum LastPart : byte
{
    NotUsed = 0,
    FileWithoutDeactivation = 1,
    FileWithDeactivation = 2,
    SectionWithoutDeactivation = 3,
    SectionWithDeactivation = 4,
}
