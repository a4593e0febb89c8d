using Gateway.Abstractions.Plugins;

namespace Gateway.Plugins.Json;

/// <summary>Registers loader, writer and editor for <c>.json</c>.</summary>
public sealed class JsonPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddConfigurationLoader(new JsonLoader());
        registry.AddConfigurationWriter(new JsonWriter());
        registry.AddConfigurationEditor(new JsonEditor());
    }
}
