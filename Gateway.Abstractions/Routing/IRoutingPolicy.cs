using Gateway.Iec104.Asdus;

namespace Gateway.Abstractions.Routing;

/// <summary>
/// Decides who gets an ASDU (R12). One instance serves one group and is called inside the group's turn only: it needs no lock, must not
/// block, and sees octets that are valid during the call alone. One that throws is passed over for that ASDU, and taken out after ten
/// times in a row. A policy that is also an <see cref="ICommonAddressMap"/> maps the group's common addresses.
/// </summary>
public interface IRoutingPolicy
{
    /// <summary>Narrows, widens or settles the route of an ASDU from the RTU.</summary>
    void FromRtu(in AsduView asdu, ref RtuRoute route);

    /// <summary>Lets an ASDU of a master pass to the RTU, or drops it.</summary>
    void FromMaster(in AsduView asdu, ref MasterRoute route);
}
