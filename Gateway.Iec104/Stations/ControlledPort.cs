using System.Net;
using Gateway.Iec104.Links;

namespace Gateway.Iec104.Stations;

/// <summary>One of a controlled station's TCP ports. All of them are doors to the same points and the same events.</summary>
/// <param name="Local">Port 0: the system chooses.</param>
public sealed record ControlledPort(IPEndPoint Local)
{
    /// <summary>Null: the station's own.</summary>
    public LinkConfig? Link { get; init; }

    /// <summary>Whether a master may connect here; null: as the station says.</summary>
    public Predicate<IPAddress>? Admits { get; init; }
}
