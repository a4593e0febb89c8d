using Gateway.Abstractions;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>What the request book needs of its group.</summary>
internal interface IRequestDesk
{
    /// <summary>To the RTU; false: there is no room, or it is not started.</summary>
    bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects);

    /// <summary>An answer that the gateway makes itself; the CA in the head is the RTU's.</summary>
    void Answer(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects);

    /// <summary>A request that was sent nowhere, and why.</summary>
    void Refused(MasterSession? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why);

    /// <summary>O4: the gateway itself asks, for a master that has left.</summary>
    AskedCommand Asked(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects);

    /// <summary>O4: a command has ended.</summary>
    void Ended(AskedCommand command, CommandResult result, DropReason why = DropReason.None, CauseOfTransmission? answer = null, bool hasLeft = false);

    /// <summary>For the log.</summary>
    void Note(string what);
}
