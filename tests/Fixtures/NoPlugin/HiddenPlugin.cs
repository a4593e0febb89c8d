using Gateway.Abstractions.Plugins;

namespace Fixtures.NoPlugin;

internal sealed class HiddenPlugin : PluginBase
{
    public override void Register(IPluginRegistry registry) => registry.AddRoutingPolicy("hidden", _ => throw new NotSupportedException());
}
