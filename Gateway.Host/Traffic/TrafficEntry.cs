using System.Runtime.InteropServices;

namespace Gateway.Host.Traffic;

/// <summary>What stands before the octets of one read or write in the ring.</summary>
/// <param name="Length">Octets behind it.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Continues">They go on within an APDU that began in earlier octets, or may do so.</param>
/// <param name="Connection">Its number in the tap; 0: none.</param>
/// <param name="UtcTicks">When.</param>
/// <param name="Offset">How many octets went before them in their direction since the tap sees the connection, modulo 2^32.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct TrafficEntry(int Length, TrafficKind Kind, bool Continues, int Connection, long UtcTicks, uint Offset);

/// <summary>What an entry of the ring is.</summary>
internal enum TrafficKind : byte
{
    /// <summary>Octets from the peer.</summary>
    Received = 1,

    /// <summary>Octets to the peer.</summary>
    Sent,

    /// <summary>An ASDU went nowhere: its reason (one octet), then the ASDU.</summary>
    Dropped,
}
