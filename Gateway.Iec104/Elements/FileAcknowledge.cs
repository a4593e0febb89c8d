namespace Gateway.Iec104.Elements;

/// <summary>The lower four bits of AFQ: what is acknowledged (60870-5-101, 7.2.6.32).</summary>
public enum FileAcknowledge : byte
{
    NotUsed = 0,
    FilePositive = 1,
    FileNegative = 2,
    SectionPositive = 3,
    SectionNegative = 4,
}
