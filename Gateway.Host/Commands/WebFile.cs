using Gateway.Abstractions.Configuration;
using Gateway.Host.Logging;
using Gateway.Host.Plugins;
using Gateway.Host.Web;

namespace Gateway.Host.Commands;

/// <summary>Where the web server's settings come from: <c>--web-file</c> before the configuration, and <c>--web</c> before both.</summary>
internal sealed class WebFile(RunSettings options, WebListen? listen, PluginCatalog plugins, LogFiles logs)
{
    /// <summary>What <c>--web-file</c> says; null: there is none.</summary>
    /// <returns>False: it cannot be used, which is told.</returns>
    public bool TryRead(out WebConfig? web)
    {
        web = null;
        if (options.WebFile is not { } path)
        {
            return true;
        }

        var loaded = ConfigurationFile.Load(path, plugins, logs.Warn);
        web = loaded.Config?.Web;
        if (!loaded.HasErrors && web is null)
        {
            logs.Warn($"{path} has no property 'web'; write it as docs/web-security.md shows");
        }

        return !loaded.HasErrors && web is not null;
    }

    public WebSettings? SettingsOf(GatewayConfig config, WebConfig? own) => WebSettings.Of(
        own ?? config.Web,
        options.NoGui || config.NoGui,
        listen,
        Path.GetDirectoryName(Path.GetFullPath(own is null ? options.File : options.WebFile!))!);
}
