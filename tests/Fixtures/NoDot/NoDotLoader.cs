using Gateway.Abstractions.Configuration;

namespace Fixtures.NoDot;

/// <summary>Names its second extension without the dot.</summary>
public sealed class NoDotLoader : IConfigurationLoader
{
    public IReadOnlyList<string> Extensions { get; } = [".dot", "dot"];

    public LoadedConfiguration Load(string path) => new(new GatewayConfig(), []);
}
