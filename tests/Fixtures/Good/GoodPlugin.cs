using Gateway.Abstractions.Plugins;

namespace Fixtures.Good;

/// <summary>Offers the routing policy <c>good</c> and a loader for <c>.good</c>.</summary>
public sealed class GoodPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddRoutingPolicy("good", _ => new GoodPolicy());
        registry.AddConfigurationLoader(new GoodLoader());
    }
}
