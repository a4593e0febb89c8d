using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Abstractions.Time;

namespace Gateway.Host.Plugins;

/// <summary>What one plugin has registered, or all of them together.</summary>
internal sealed class Registrations
{
    public NameTable<IConfigurationLoader> Loaders { get; } = new("a loader for", StringComparer.OrdinalIgnoreCase);

    public NameTable<IConfigurationWriter> Writers { get; } = new("a writer for", StringComparer.OrdinalIgnoreCase);

    public NameTable<IConfigurationEditor> Editors { get; } = new("an editor for", StringComparer.OrdinalIgnoreCase);

    public NameTable<Func<IGroupView, IRoutingPolicy>> Policies { get; } = new("a routing policy", StringComparer.Ordinal);

    public NameTable<IRtuLinkFactory> Libraries { get; } = new("an RTU library", StringComparer.Ordinal);

    public NameTable<ITimeSource> TimeSources { get; } = new("a time source", StringComparer.Ordinal);

    public void AddAll(Registrations others)
    {
        Loaders.AddAll(others.Loaders);
        Writers.AddAll(others.Writers);
        Editors.AddAll(others.Editors);
        Policies.AddAll(others.Policies);
        Libraries.AddAll(others.Libraries);
        TimeSources.AddAll(others.TimeSources);
    }
}
