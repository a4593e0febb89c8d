namespace Gateway.Iec104;

/// <summary>
/// Common address of ASDU (CA): the station, or a sector of it. Two octets, low one first; 0 is not used
/// (60870-5-101, 7.2.4; 60870-5-104 fixes the size).
/// </summary>
public readonly record struct CommonAddress(ushort Value)
{
    /// <summary>65535: all stations; allowed in control direction with types 100, 101, 103 and 105.</summary>
    public static readonly CommonAddress Broadcast = new(ushort.MaxValue);

    public bool IsBroadcast => Value == ushort.MaxValue;

    public override string ToString() => Value.ToString();
}
