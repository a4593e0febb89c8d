namespace Gateway.Iec104;

/// <summary>
/// Originator address (OA): the second octet of the cause of transmission; 0 is the default, 1..255 name a controlling
/// station (60870-5-101, 7.2.3.1).
/// </summary>
public readonly record struct OriginatorAddress(byte Value)
{
    public static readonly OriginatorAddress None;

    public override string ToString() => Value.ToString();
}
