using System.Net;
using Gateway.Iec104;

namespace Gateway.Abstractions.Configuration;

/// <summary>A TCP port on which masters of a group are served.</summary>
public sealed record MasterPortConfig
{
    /// <summary>The master's name in the port-per-master dialect; else the group's.</summary>
    public required string Name { get; init; }

    /// <summary>Where to listen; the dialects give a port alone, on every address.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>The CA that this port's masters know the RTU by.</summary>
    public required CommonAddress CommonAddress { get; init; }

    public AddressFilter Filter { get; init; } = AddressFilter.Everybody;

    /// <summary>S9, 1..255.</summary>
    public int MaxConnections { get; init; } = 5;

    /// <summary>S10.</summary>
    public SameAddressRule SameAddress { get; init; } = SameAddressRule.All;

    /// <summary>S9: a newer connection replaces the older one when the port is full (port-per-master).</summary>
    public bool NewestReplaces { get; init; }
}
