using Gateway.Abstractions.Configuration;

namespace Fixtures.TwiceOneName;

/// <summary>An extension is one name in any spelling.</summary>
public sealed class TwiceLoader : IConfigurationLoader
{
    public IReadOnlyList<string> Extensions { get; } = [".twice", ".TWICE"];

    public LoadedConfiguration Load(string path) => new(new GatewayConfig(), []);
}
