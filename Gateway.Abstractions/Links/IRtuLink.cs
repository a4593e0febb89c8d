using Gateway.Abstractions.Configuration;
using Gateway.Iec104.Asdus;

namespace Gateway.Abstractions.Links;

/// <summary>
/// A group's link to its RTU, one TCP connection at a time. Speaks ASDUs: whose sockets, timers and threads are below is its own
/// affair. The group calls it inside its turn only; no call blocks, none throws, outcomes come as <see cref="IRtuLinkEvents"/>.
/// </summary>
public interface IRtuLink
{
    RtuLinkCapabilities Capabilities { get; }

    /// <summary>Opens a TCP connection within t0. Ends in <see cref="IRtuLinkEvents.Connected"/> or <see cref="IRtuLinkEvents.Lost"/>.</summary>
    void Connect(RtuEndpoint host);

    /// <summary>STARTDT act; ends in <see cref="IRtuLinkEvents.Started"/>.</summary>
    void Start();

    /// <summary>STOPDT act; ends in <see cref="IRtuLinkEvents.Stopped"/>.</summary>
    void Stop();

    /// <summary>Closes the connection, or gives up the attempt. No event follows for it.</summary>
    void Close();

    /// <summary>Hands over an ASDU for the wire; false: no room (window or socket), <see cref="IRtuLinkEvents.Writable"/> follows.</summary>
    bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects);

    /// <summary>
    /// N(R) may reach this count of I APDUs received since <see cref="IRtuLinkEvents.Connected"/>, modulo 2^32; told to the RTU with the
    /// next <see cref="Flush"/>. No effect without <see cref="RtuLinkCapabilities.HoldsAcknowledgement"/>.
    /// </summary>
    void Release(uint received);

    /// <summary>The end of a turn: whatever is ready goes out in one write.</summary>
    void Flush();
}
