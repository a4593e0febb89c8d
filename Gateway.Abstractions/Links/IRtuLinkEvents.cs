using Gateway.Abstractions.Configuration;
using Gateway.Iec104.Asdus;

namespace Gateway.Abstractions.Links;

/// <summary>What an <see cref="IRtuLink"/> tells its group. A foreign link may call from any thread, one call at a time.</summary>
public interface IRtuLinkEvents
{
    void Connected(RtuEndpoint host);

    /// <summary>STARTDT con has come.</summary>
    void Started();

    /// <summary>STOPDT con has come.</summary>
    void Stopped();

    /// <summary>An ASDU, in the order of N(S). Its octets are valid during the call alone.</summary>
    void Received(in AsduView asdu);

    /// <summary>The RTU has acknowledged so many more of the ASDUs that were sent.</summary>
    void Confirmed(int count);

    /// <summary>There is room again after a <see cref="IRtuLink.TrySend"/> that returned false.</summary>
    void Writable();

    /// <summary>Something about the peer that an engineer should read in the log; the link goes on.</summary>
    void Noted(string what);

    /// <summary>The connection, or the attempt, is over. Nothing follows until the next <see cref="IRtuLink.Connect"/>.</summary>
    /// <param name="why">For the log, in words: "connection refused", "t1: no confirmation of STARTDT act within 15 s".</param>
    void Lost(string why);
}
