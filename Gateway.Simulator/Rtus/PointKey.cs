using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>A point of an RTU: its type without time tag, and its address.</summary>
internal readonly record struct PointKey(TypeIdentification Type, InformationObjectAddress Address)
{
    /// <summary>Null: an object of this type is an event alone, and nothing is left of it.</summary>
    public static PointKey? Of(TypeIdentification type, InformationObjectAddress address) =>
        StaticType.Of(type) is { } plain ? new PointKey(plain, address) : null;
}
