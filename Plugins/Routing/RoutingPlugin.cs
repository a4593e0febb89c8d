using Gateway.Abstractions.Plugins;
using Gateway.Abstractions.Routing;

namespace Gateway.Plugins.Routing;

/// <summary>Registers the standard policies.</summary>
public sealed class RoutingPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddRoutingPolicy(PolicyNames.Broadcast, _ => new BroadcastPolicy());
        registry.AddRoutingPolicy(PolicyNames.Reply, _ => new ReplyPolicy());
        registry.AddRoutingPolicy(PolicyNames.CommonAddressMap, group => new CommonAddressMapPolicy(group));
    }
}
