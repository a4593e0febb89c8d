using Gateway.Abstractions.Plugins;

namespace Fixtures.NoDot;

public sealed class NoDotPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddConfigurationLoader(new NoDotLoader());
}
