using Gateway.Abstractions.Configuration;

namespace Fixtures.Good;

/// <summary>Finds no group in any file.</summary>
public sealed class GoodLoader : IConfigurationLoader
{
    public IReadOnlyList<string> Extensions { get; } = [".good"];

    public LoadedConfiguration Load(string path) => new(new GatewayConfig(), []);
}
