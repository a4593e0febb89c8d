using Gateway.Abstractions.Plugins;

namespace Fixtures.NeedsArguments;

public sealed class DemandingPlugin(string name) : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddRoutingPolicy(name, _ => throw new NotSupportedException());
}
