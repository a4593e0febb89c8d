using Gateway.Core.Observation;
using Gateway.Iec104;

namespace Gateway.Core.Links;

/// <summary>What a link without timers of its own needs besides: a foreign library has its own.</summary>
internal interface IOwnRtuLink
{
    Instant Deadline { get; }

    /// <summary>I APDUs sent and not acknowledged.</summary>
    int Outstanding { get; }

    void Expire();

    /// <summary>Shows a tap its octets from now on, those of later connections, too; null: nobody looks any more.</summary>
    void Watch(IGroupTap? tap);
}
