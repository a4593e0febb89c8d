using Gateway.Abstractions.Plugins;

namespace Fixtures.ThrowsInRegister;

/// <summary>Fails when it has registered the half of what it has.</summary>
public sealed class ThrowingPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddRoutingPolicy("half", _ => throw new NotSupportedException());
        throw new InvalidOperationException("no licence was found\r\nin /etc/licence");
    }
}
