namespace Gateway.Abstractions.Plugins;

public interface IGatewayPlugin
{
    void Register(IPluginRegistry registry);
}
