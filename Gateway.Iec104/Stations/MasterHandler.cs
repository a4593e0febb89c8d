using System.Net;

namespace Gateway.Iec104.Stations;

/// <summary>Hears of a controlled station's masters, inside its turn. It must not block.</summary>
/// <param name="local">The port that the master came to.</param>
/// <param name="why">Why the connection is over; else empty.</param>
public delegate void MasterHandler(IPEndPoint local, IPEndPoint master, MasterChange change, string why);
