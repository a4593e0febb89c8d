namespace Gateway.Iec104.Links;

/// <summary>Where a <see cref="LinkChannel"/> sends its octets: a socket, or a test's imaginary wire.</summary>
public interface IOctetSink
{
    /// <summary>A part of what was sent waits until the peer takes more: nothing else is sent meanwhile.</summary>
    bool HasRest { get; }

    /// <summary>
    /// Takes all of it without waiting, and keeps what the peer does not take yet; the octets are valid during the call alone. Where the connection is
    /// broken they are lost: that is told otherwise.
    /// </summary>
    void Send(ReadOnlySpan<byte> octets);
}
