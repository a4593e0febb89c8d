using Gateway.Abstractions.Plugins;

namespace Fixtures.BlocksInRegister;

/// <summary>Has registered something, and never comes back.</summary>
public sealed class BlockingPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddRoutingPolicy("half", _ => throw new NotSupportedException());
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
