using Gateway.Abstractions.Plugins;

namespace Fixtures.TwoPlugins;

public sealed class FirstPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddRoutingPolicy("first", _ => throw new NotSupportedException());
}
