using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Host.Traffic;

/// <summary>Which APDUs somebody wants to see; what is null does not matter. With an IOA or a type: I APDUs alone.</summary>
/// <param name="Ioa">An information object has this address.</param>
/// <param name="Type">The type identification.</param>
/// <param name="Peer">A part of the peer's address or name.</param>
/// <param name="AsdusOnly">No S and U APDUs.</param>
internal sealed record TrafficFilter(uint? Ioa = null, byte? Type = null, string? Peer = null, bool AsdusOnly = false)
{
    public bool Admits(TappedConnection? connection) =>
        string.IsNullOrEmpty(Peer)
        || (connection is not null
            && (connection.Remote.ToString().Contains(Peer, StringComparison.OrdinalIgnoreCase) || connection.Name.Contains(Peer, StringComparison.OrdinalIgnoreCase)));

    /// <param name="apdu">A whole one.</param>
    public bool Admits(ReadOnlySpan<byte> apdu)
    {
        var isAsdu = (apdu[2] & 1) == 0 && apdu.Length >= Apci.Octets + AsduView.MinOctets;
        return isAsdu ? Admits(new AsduView(apdu[Apci.Octets..])) : !AsdusOnly && Ioa is null && Type is null;
    }

    public bool Admits(AsduView asdu) => (Type is null || (byte)asdu.Type == Type) && (Ioa is null || Has(asdu, Ioa.Value));

    private static bool Has(AsduView asdu, uint address)
    {
        foreach (var part in asdu.InformationObjects)
        {
            if (part.Address.Value == address)
            {
                return true;
            }
        }

        // One that cannot be cut up has its first address at least.
        return asdu.FirstAddress.Value == address;
    }
}
