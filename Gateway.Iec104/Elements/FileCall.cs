namespace Gateway.Iec104.Elements;

/// <summary>The lower four bits of SCQ: what is wanted (60870-5-101, 7.2.6.30).</summary>
public enum FileCall : byte
{
    Default = 0,
    SelectFile = 1,
    RequestFile = 2,
    DeactivateFile = 3,
    DeleteFile = 4,
    SelectSection = 5,
    RequestSection = 6,
    DeactivateSection = 7,
}
