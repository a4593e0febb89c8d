namespace Gateway.Iec104.Stations;

/// <summary>An event of a controlled station until some master has acknowledged it.</summary>
internal sealed class StationEvent(long number, byte[] asdu)
{
    /// <summary>The order in which events happened.</summary>
    public long Number { get; } = number;

    public byte[] Asdu { get; } = asdu;

    /// <summary>Masters that have it on the way.</summary>
    public int Holders { get; set; }

    public bool IsAcknowledged { get; set; }
}
