using Gateway.Abstractions.Plugins;

namespace Fixtures.NoPlugin;

public abstract class PluginBase : IGatewayPlugin
{
    public abstract void Register(IPluginRegistry registry);
}
