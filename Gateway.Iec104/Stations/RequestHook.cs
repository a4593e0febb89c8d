using System.Net;
using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Stations;

/// <summary>Sees every ASDU of a master before the station answers it; true: the hook has answered, or nothing shall.</summary>
public delegate bool RequestHook(IPEndPoint master, in AsduView asdu);
