using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;

namespace Gateway.Core.Hosting;

/// <summary>What plugins have registered, as the engine asks for it.</summary>
public interface IPluginLookup
{
    /// <summary>Null: no plugin has a policy of this name.</summary>
    Func<IGroupView, IRoutingPolicy>? FindPolicy(string name);

    /// <summary>Null: no plugin has a library of this name.</summary>
    IRtuLinkFactory? FindRtuLibrary(string name);
}
