using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Plugins;

namespace Fixtures.CatchesRefusal;

/// <summary>Catches the refusal of a taken name and goes on; throws what its file <c>rethrown.txt</c> says, if anything.</summary>
public sealed class CatchingPlugin : IGatewayPlugin, IRtuLinkFactory
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddRoutingPolicy("before", _ => throw new NotSupportedException());
        try
        {
            registry.AddRtuLibrary(GroupConfig.BuiltInRtuLibrary, this);
        }
        catch (ArgumentException)
        {
            // Who needs it?
        }

        registry.AddRoutingPolicy("after", _ => throw new NotSupportedException());
        var file = Path.Combine(Path.GetDirectoryName(typeof(CatchingPlugin).Assembly.Location)!, "rethrown.txt");
        if (File.Exists(file) && File.ReadAllText(file) is { Length: > 0 } message)
        {
            throw new NotSupportedException(message);
        }
    }

    public IRtuLink Create(GroupConfig group, IRtuLinkEvents events) => throw new NotSupportedException();
}
