using Gateway.Iec104;

namespace Gateway.Abstractions.Routing;

/// <summary>Which CA a master knows for a CA of the RTU (R8). Both ways are total: what is not mapped comes back as it is.</summary>
public interface ICommonAddressMap
{
    CommonAddress ToMaster(MasterId master, CommonAddress rtuAddress);

    CommonAddress ToRtu(MasterId master, CommonAddress masterAddress);
}
