using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;

namespace Gateway.Plugins.Routing;

/// <summary>
/// Process data go to every started master (R1), observed data that nobody asked for, too (R10). A confirmation without a request goes
/// nowhere. From a master only control types pass (R2): it cannot feed the others.
/// </summary>
public sealed class BroadcastPolicy : IRoutingPolicy
{
    private const byte LastMonitorType = 44;

    public void FromRtu(in AsduView asdu, ref RtuRoute route)
    {
        if (!route.IsReply || (route.Askers.IsEmpty && (byte)asdu.Type is > 0 and <= LastMonitorType))
        {
            route.To |= route.Started;
        }
        else if (route.Askers.IsEmpty)
        {
            route.Drop = DropReason.NoRequest;
        }
    }

    public void FromMaster(in AsduView asdu, ref MasterRoute route)
    {
        if ((byte)asdu.Type is <= LastMonitorType or (>= 70 and <= 99))
        {
            route.Drop = DropReason.NotAControlType;
        }
    }
}
