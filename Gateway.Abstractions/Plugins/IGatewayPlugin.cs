namespace Gateway.Abstractions.Plugins;

/// <summary>
/// What a plugin assembly offers: one public class with a constructor without parameters. The assembly lies in a folder of its own under
/// <c>plugins/</c>, both by the same name: <c>plugins/My.Plugin/My.Plugin.dll</c>.
/// </summary>
public interface IGatewayPlugin
{
    /// <summary>Called once at start.</summary>
    void Register(IPluginRegistry registry);
}
