using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Traffic;

/// <summary>A deliberate allocation per ASDU: what the tests of allocations must see.</summary>
internal sealed class Wasteful : IRoutingPolicy
{
    public void FromRtu(in AsduView asdu, ref RtuRoute route) => _ = asdu.Octets.ToArray();

    public void FromMaster(in AsduView asdu, ref MasterRoute route)
    {
        // Masters ask nothing here.
    }
}
