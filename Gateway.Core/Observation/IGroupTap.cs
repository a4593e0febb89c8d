using Gateway.Abstractions;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Observation;

/// <summary>
/// Who looks at the octets of all of a group's connections: live view and capture. Nobody looks by day: a tap is set on demand and for a time
/// (<see cref="Hosting.GroupHost.Watch"/>). Called inside the group's turn, as <see cref="ILinkTap"/> is.
/// </summary>
public interface IGroupTap
{
    /// <summary>This connection is seen from now on.</summary>
    ILinkTap Seen(TappedConnection connection);

    /// <summary>An ASDU went nowhere; its octets have been seen before, not always in this turn.</summary>
    /// <param name="master">The master that sent it; null: it came from the RTU, or the gateway made it.</param>
    /// <param name="head">As it was sent, or with the RTU's CA where it waited to be sent.</param>
    void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why);

    /// <summary>The time is over: nothing more is told.</summary>
    void Ended();
}
