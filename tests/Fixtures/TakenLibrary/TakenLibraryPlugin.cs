using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Plugins;

namespace Fixtures.TakenLibrary;

public sealed class TakenLibraryPlugin : IGatewayPlugin, IRtuLinkFactory
{
    public void Register(IPluginRegistry registry) => registry.AddRtuLibrary(GroupConfig.BuiltInRtuLibrary, this);

    public IRtuLink Create(GroupConfig group, IRtuLinkEvents events) => throw new NotSupportedException();
}
