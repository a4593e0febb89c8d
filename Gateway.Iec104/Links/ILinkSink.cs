using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Links;

/// <summary>Who a <see cref="LinkChannel"/> tells what has come. Called in the order of the wire.</summary>
public interface ILinkSink
{
    /// <summary>The octets are valid during the call alone.</summary>
    void Received(in AsduView asdu);

    /// <summary>The peer has acknowledged so many more of our I APDUs.</summary>
    void Confirmed(int count);

    void Started();

    void Stopped();

    void Noted(LinkNote note);

    /// <summary>The link is over; the connection should be closed.</summary>
    void Faulted(in LinkFault fault);
}
