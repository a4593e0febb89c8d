using Gateway.Abstractions.Plugins;

namespace Fixtures.TwoPlugins;

public sealed class SecondPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddRoutingPolicy("second", _ => throw new NotSupportedException());
}
