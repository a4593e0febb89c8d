using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Plugins;

namespace Gateway.Plugins.Ntp;

/// <summary>Registers the time source <c>ntp</c>.</summary>
public sealed class NtpPlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry) =>
        registry.AddTimeSource(TimeConfig.StandardSource, new NtpSource(new NtpOptions(), TimeProvider.System));
}
