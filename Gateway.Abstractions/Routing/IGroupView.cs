using System.Net;
using Gateway.Abstractions.Configuration;

namespace Gateway.Abstractions.Routing;

/// <summary>What a policy may ask about its group, from inside its calls.</summary>
public interface IGroupView
{
    GroupConfig Config { get; }

    /// <summary>The port that the master came in by. Only for masters that are connected.</summary>
    MasterPortConfig PortOf(MasterId master);

    /// <summary>The master's address. Only for masters that are connected.</summary>
    IPEndPoint AddressOf(MasterId master);
}
