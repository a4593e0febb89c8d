using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;

namespace Gateway.Plugins.Routing;

/// <summary>A reply goes to the masters that asked, and to them alone (R4).</summary>
public sealed class ReplyPolicy : IRoutingPolicy
{
    public void FromRtu(in AsduView asdu, ref RtuRoute route)
    {
        if (!route.Askers.IsEmpty)
        {
            route.To = route.Askers;
        }
    }

    public void FromMaster(in AsduView asdu, ref MasterRoute route)
    {
        // Every master may ask.
    }
}
