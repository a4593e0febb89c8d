namespace Gateway.Iec104.Elements;

/// <summary>FRZ of a counter interrogation: what happens to the counters (60870-5-101, 7.2.6.23).</summary>
public enum Freeze : byte
{
    /// <summary>No freeze and no reset: the reading as it stands is requested.</summary>
    Read = 0,
    FreezeWithoutReset = 1,
    FreezeWithReset = 2,
    Reset = 3,
}
