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

    /// <summary>
    /// Octets have come, and their events have been told, if there were any: the link may owe a U APDU now, and its deadline may be another. For
    /// an owner of many connections, who does not look at all of them at the end of each turn.
    /// </summary>
    void Heard()
    {
        // An owner of one looks anyway.
    }

    /// <summary>The socket takes octets again.</summary>
    void Writable();

    /// <summary>TCP has ended it.</summary>
    /// <param name="why">In words: "connection refused".</param>
    void Lost(string why);
}
