using Gateway.Abstractions.Plugins;

namespace Fixtures.ThrowsInConstructor;

public sealed class ThrowingPlugin : IGatewayPlugin
{
    public ThrowingPlugin() => throw new InvalidOperationException("no licence was found");

    public void Register(IPluginRegistry registry) => registry.AddRoutingPolicy("never", _ => throw new NotSupportedException());
}
