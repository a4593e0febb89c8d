using System.Net;
using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Masters;

/// <summary>
/// Whether a master may connect (S7..S10), in this order: filter, the RTU's address, same-IP rule, max conn. Nothing is closed before all
/// have passed.
/// </summary>
internal static class Admission
{
    /// <param name="onPort">The port's masters, oldest first.</param>
    /// <param name="rtu">Where the RTU link is connected to; null: it is not.</param>
    /// <param name="toClose">Who has to make room when it is admitted.</param>
    /// <returns>Null: admitted; else why not, for the log.</returns>
    public static string? Check(
        GroupConfig group, MasterPortConfig port, IPAddress from, IPAddress? rtu, IReadOnlyList<MasterSession> onPort, out MasterSession[] toClose)
    {
        toClose = [];
        if (!port.Filter.Admits(from))
        {
            return $"not in the filter of group {group.Id}";
        }

        if (!group.AllowRtuAddress && rtu is not null && AddressNetwork.Unmapped(rtu).Equals(AddressNetwork.Unmapped(from)))
        {
            return "it is the address of the RTU";
        }

        MasterSession[] same = [.. onPort.Where(m => m.Peer.Address.Equals(from))];
        if (same.Length > 0 && port.SameAddress == SameAddressRule.Old)
        {
            return "it is connected already, and the rule for the same IP is old";
        }

        var leaving = port.SameAddress == SameAddressRule.New ? same : [];
        var staying = onPort.Count - leaving.Length;
        if (staying >= port.MaxConnections)
        {
            if (!port.NewestReplaces)
            {
                return $"{onPort.Count} masters are connected, and max conn is {port.MaxConnections}";
            }

            leaving = [.. leaving, .. onPort.Except(leaving).Take(staying - port.MaxConnections + 1)];
        }

        toClose = leaving;
        return null;
    }
}
