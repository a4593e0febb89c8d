using System.Net;
using Gateway.Iec104.Links;

namespace Gateway.Simulator.Rtus;

/// <summary>A TCP port of a simulated RTU.</summary>
/// <param name="Local">Port 0: the system chooses.</param>
public sealed record RtuPort(IPEndPoint Local)
{
    /// <summary>k, idletime and the like.</summary>
    public LinkConfig Link { get; init; } = LinkConfig.Default;

    /// <summary>Who may connect.</summary>
    public AddressList Hosts { get; init; } = AddressList.Everybody;
}
