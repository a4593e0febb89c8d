using Fixtures.Dependency;
using Gateway.Abstractions.Plugins;

namespace Fixtures.PrivateSecond;

/// <summary>Offers a policy whose name tells the version of the library that this plugin sees.</summary>
public sealed class PrivateSecondPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddRoutingPolicy($"second-sees-{Library.Version}", _ => throw new NotSupportedException());
}
