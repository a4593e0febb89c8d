using Gateway.Abstractions;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Observation;

/// <summary>
/// The one door through which a group is watched: logs and audit. Called inside the group's
/// turn: an observer copies what it needs and returns at once; it may not block or throw. ASDUs that pass well are no observer's
/// business: <see cref="IGroupTap"/>.
/// </summary>
public interface IGroupObserver
{
    /// <summary>Sessions, faults, refusals: seldom, in words.</summary>
    /// <param name="peer">Whom it is about: "Master: 10.1.1.15:62656", the RTU's address, or empty.</param>
    void Happened(GroupEventKind kind, string peer, string what);

    /// <summary>An ASDU went nowhere; octets valid during the call alone.</summary>
    /// <param name="master">The master that sent it; null: it came from the RTU, or the gateway made it.</param>
    void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
    }

    /// <summary>A command, a parameter, a freeze or a clock command of a master has passed, or its answer to that master (O1).</summary>
    /// <param name="master">As <see cref="Happened"/> names it.</param>
    /// <param name="asdu">As the master sent it, or as the RTU answered. Valid during the call.</param>
    void Commanded(string master, in AsduView asdu)
    {
    }

    /// <summary>A master has asked something that changes something at the RTU (O4): before it is refused, dropped or sent.</summary>
    void Asked(AskedCommand command)
    {
    }

    /// <summary>It has ended; told once for each.</summary>
    void Ended(AskedCommand command, in CommandEnd end)
    {
    }
}
