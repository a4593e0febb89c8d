using Gateway.Abstractions.Plugins;

namespace Gateway.Plugins.Json;

/// <summary>Registers the loader and the writer for <c>.json</c>.</summary>
public sealed class JsonPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddConfigurationLoader(new JsonLoader());
        registry.AddConfigurationWriter(new JsonWriter());
    }
}
