namespace Gateway.Iec104.Links;

/// <summary>Where a <see cref="LinkChannel"/> sends its octets: a socket, or a test's imaginary wire.</summary>
public interface IOctetSink
{
    /// <summary>Takes what it can without waiting. Fewer than given: it is full. All of them where the connection is broken: that is told otherwise.</summary>
    int Send(ReadOnlySpan<byte> octets);

    /// <summary>
    /// Takes the rest when there is room, and then calls <see cref="LinkChannel.RestSent"/>. The octets stay as they are until then; nothing
    /// else is sent meanwhile.
    /// </summary>
    void SendRest(ReadOnlyMemory<byte> octets);
}
