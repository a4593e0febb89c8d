using Gateway.Abstractions.Plugins;

namespace Gateway.Plugins.Csv;

/// <summary>Registers the loader and the editor for <c>.csv</c>.</summary>
public sealed class CsvPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddConfigurationLoader(new CsvLoader());
        registry.AddConfigurationEditor(new CsvEditor());
    }
}
