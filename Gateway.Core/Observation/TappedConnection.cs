using System.Net;
using Gateway.Abstractions;
using Gateway.Iec104;

namespace Gateway.Core.Observation;

/// <summary>Whose octets a tap sees.</summary>
/// <param name="Master">Null: the RTU's connection.</param>
/// <param name="Name">The master's name where its port has one, or the group's.</param>
/// <param name="Local">The gateway's end.</param>
/// <param name="Remote">The peer's end.</param>
/// <param name="CommonAddress">The CA under which this peer knows the RTU.</param>
public sealed record TappedConnection(MasterId? Master, string Name, IPEndPoint Local, IPEndPoint Remote, CommonAddress CommonAddress)
{
    public bool IsRtu => Master is null;
}
