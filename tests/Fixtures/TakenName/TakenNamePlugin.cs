using Gateway.Abstractions.Plugins;

namespace Fixtures.TakenName;

/// <summary>Registers <c>taken-name</c>, which is free, then <c>good</c>, which another plugin may have.</summary>
public sealed class TakenNamePlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddRoutingPolicy("taken-name", _ => throw new NotSupportedException());
        registry.AddRoutingPolicy("good", _ => throw new NotSupportedException());
    }
}
