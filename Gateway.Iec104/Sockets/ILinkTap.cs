namespace Gateway.Iec104.Sockets;

/// <summary>
/// Who looks at the octets of one <see cref="LinkConnection"/> as they are on the wire. Called inside the connection's turn, with octets that
/// are valid during the call alone: what looks copies and returns; it may not block or throw.
/// </summary>
public interface ILinkTap
{
    /// <summary>These octets have come from the peer; their events follow.</summary>
    /// <param name="octets">As they were read, cut in any way.</param>
    /// <param name="continues">They go on within an APDU that began in earlier octets.</param>
    void Received(ReadOnlySpan<byte> octets, bool continues);

    /// <summary>The operating system has taken these octets for the peer.</summary>
    /// <inheritdoc cref="Received"/>
    void Sent(ReadOnlySpan<byte> octets, bool continues);

    /// <summary>The connection is closed; nothing follows.</summary>
    void Closed();
}
