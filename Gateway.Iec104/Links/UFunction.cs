namespace Gateway.Iec104.Links;

/// <summary>The first control octet of a U APDU; the other three are 0 (60870-5-104, 5.1, figure 8).</summary>
internal static class UFunction
{
    public const byte StartDtAct = 0x07;
    public const byte StartDtCon = 0x0B;
    public const byte StopDtAct = 0x13;
    public const byte StopDtCon = 0x23;
    public const byte TestFrAct = 0x43;
    public const byte TestFrCon = 0x83;
}
