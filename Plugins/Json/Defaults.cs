using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;

namespace Gateway.Plugins.Json;

/// <summary>What an option means that a file leaves out: the records' defaults, and the few that depend on another option.</summary>
internal static class Defaults
{
    public static readonly GroupConfig Group = new() { Id = "", Name = "", Hosts = [], Ports = [], CommonAddress = default };

    public static readonly MasterPortConfig Port = new() { Name = "", Listen = new IPEndPoint(AnyAddress, 0), CommonAddress = default };

    /// <summary>Masters may come by IPv4 or IPv6.</summary>
    public static IPAddress AnyAddress => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    /// <summary>With the map where a port has a common address of its own (R8).</summary>
    public static ImmutableArray<string> Policies(CommonAddress rtu, ImmutableArray<MasterPortConfig> ports) =>
        ports.All(p => p.CommonAddress == rtu) ? Group.Policies : Group.Policies.Add(PolicyNames.CommonAddressMap);
}
