using Fixtures.Dependency;
using Gateway.Abstractions.Plugins;

namespace Fixtures.PrivateFirst;

/// <summary>Offers a policy whose name tells the version of the library that this plugin sees.</summary>
public sealed class PrivateFirstPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddRoutingPolicy($"first-sees-{Library.Version}", _ => throw new NotSupportedException());
}
