using Gateway.Iec104.Elements;

namespace Gateway.Iec104.Asdus;

/// <summary>Whether a command selects or executes.</summary>
public static class RequestSelect
{
    private static readonly ElementKind[] Qualifiers = [ElementKind.Sco, ElementKind.Dco, ElementKind.Rco, ElementKind.Qos];

    /// <summary>
    /// S/E = 1: select. The bit is the highest of SCO, DCO, RCO and of QOS; bitstrings have none (60870-5-101, 7.2.6.15 to 17, 7.2.6.39).
    /// </summary>
    public static bool IsSelect(in AsduView asdu)
    {
        if (TypeTable.Find(asdu.Type) is not { } entry)
        {
            return false;
        }

        foreach (var qualifier in Qualifiers)
        {
            var at = InformationObjectAddress.Octets + entry.OffsetOf(qualifier);
            if (entry.Has(qualifier) && asdu.Objects.Length > at)
            {
                return (asdu.Objects[at] & 0x80) != 0;
            }
        }

        return false;
    }
}
