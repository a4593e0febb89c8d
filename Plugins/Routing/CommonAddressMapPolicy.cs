using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Plugins.Routing;

/// <summary>
/// A master's RTU number against the RTU's (R8), both ways. The broadcast address and what is not mapped pass unchanged, but another station of
/// the RTU that has the master's own number is not shown to it: its events would look like the mapped station's.
/// </summary>
public sealed class CommonAddressMapPolicy(IGroupView group) : IRoutingPolicy, ICommonAddressMap
{
    public void FromRtu(in AsduView asdu, ref RtuRoute route)
    {
        var address = asdu.CommonAddress;
        if (address == group.Config.CommonAddress || address.IsBroadcast)
        {
            return;
        }

        foreach (var master in route.To)
        {
            if (group.PortOf(master).CommonAddress == address)
            {
                route.To.Remove(master);
                route.Drop = DropReason.OwnNumberOfAnother;
            }
        }
    }

    public void FromMaster(in AsduView asdu, ref MasterRoute route)
    {
        // Its address is mapped, never a reason to drop.
    }

    public CommonAddress ToMaster(MasterId master, CommonAddress rtuAddress) =>
        rtuAddress == group.Config.CommonAddress ? group.PortOf(master).CommonAddress : rtuAddress;

    public CommonAddress ToRtu(MasterId master, CommonAddress masterAddress) =>
        masterAddress == group.PortOf(master).CommonAddress ? group.Config.CommonAddress : masterAddress;
}
