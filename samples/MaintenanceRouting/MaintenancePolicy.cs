using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;

namespace MaintenanceRouting;

/// <summary>
/// A master under commissioning sees everything, may interrogate and read, and commands nothing: its process commands (types 45..64) get a
/// negative confirmation. Stands before the standard policies: <c>policies,maintenance,broadcast,reply</c>.
/// </summary>
public sealed class MaintenancePolicy(IGroupView group, IReadOnlySet<IPAddress> underCommissioning) : IRoutingPolicy
{
    public void FromRtu(in AsduView asdu, ref RtuRoute route)
    {
        // It sees everything.
    }

    public void FromMaster(in AsduView asdu, ref MasterRoute route)
    {
        if ((byte)asdu.Type is >= 45 and <= 64 && underCommissioning.Contains(group.AddressOf(route.From).Address))
        {
            route.Drop = DropReason.Policy;
            route.Settled = true;
        }
    }
}
