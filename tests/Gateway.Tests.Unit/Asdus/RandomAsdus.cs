using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>ASDUs of random octets that fit their type.</summary>
internal static class RandomAsdus
{
    /// <summary>An ASDU with this many objects (a segment: always one, of as many octets).</summary>
    public static byte[] Of(TypeEntry entry, int count, bool isSequence, Random random)
    {
        const int Address = InformationObjectAddress.Octets;
        var objects = entry.HasSegment ? Address + entry.Octets + count
            : isSequence ? Address + (count * entry.Octets)
            : count * (Address + entry.Octets);
        var octets = new byte[AsduHead.Octets + objects];
        random.NextBytes(octets);
        octets[0] = (byte)entry.Type;
        octets[1] = new VariableStructureQualifier(entry.HasSegment ? 1 : count, isSequence).Octet;
        if (entry.HasSegment) octets[12] = (byte)count;
        return octets;
    }

    /// <summary>As many objects as 249 octets hold.</summary>
    public static int MaxCount(TypeEntry entry, bool isSequence)
    {
        const int Octets = AsduView.MaxOctets - AsduHead.Octets;
        const int Address = InformationObjectAddress.Octets;
        if (entry.HasSegment) return Octets - Address - entry.Octets;
        return Math.Min(127, isSequence ? (Octets - Address) / Math.Max(entry.Octets, 1) : Octets / (Address + entry.Octets));
    }
}
