using Gateway.Abstractions.Plugins;

namespace Fixtures.TwiceOneName;

public sealed class TwicePlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddConfigurationLoader(new TwiceLoader());
}
