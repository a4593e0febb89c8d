using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;

namespace Fixtures.Good;

/// <summary>Every started master gets everything.</summary>
public sealed class GoodPolicy : IRoutingPolicy
{
    public void FromRtu(in AsduView asdu, ref RtuRoute route) => route.To = route.Started;

    public void FromMaster(in AsduView asdu, ref MasterRoute route)
    {
    }
}
