using Gateway.Abstractions.Plugins;

namespace Fixtures.TooNew;

public sealed class TooNewPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddDashboardPage("new");
}
