using Gateway.Abstractions;
using Gateway.Core.Masters;
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

    /// <summary>For the log.</summary>
    void Note(string what);
}
