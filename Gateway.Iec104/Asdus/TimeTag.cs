namespace Gateway.Iec104.Asdus;

/// <summary>The time tag at the end of each object of a type. (The time of a clock command or of a file is no tag.)</summary>
public enum TimeTag : byte
{
    None,
    Cp24Time2a,
    Cp56Time2a,
}
