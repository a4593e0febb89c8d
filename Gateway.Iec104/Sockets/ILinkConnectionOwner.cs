using Gateway.Iec104.Links;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// What a <see cref="LinkConnection"/> tells its owner, always inside the owner's turn. After <see cref="ILinkSink.Faulted"/> and
/// <see cref="Lost"/> the connection is closed; nothing follows.
/// </summary>
public interface ILinkConnectionOwner : ILinkSink
{
    /// <summary>The TCP connection that was asked for stands.</summary>
    void Connected();

    /// <summary>The socket takes octets again.</summary>
    void Writable();

    /// <summary>TCP has ended it.</summary>
    /// <param name="why">In words: "connection refused".</param>
    void Lost(string why);
}
