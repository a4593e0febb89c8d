using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Abstractions.Time;

namespace Gateway.Abstractions.Plugins;

/// <summary>
/// Where a plugin says what it has, during <see cref="IGatewayPlugin.Register"/> alone. It gets all of it or nothing: a name that is taken
/// (or empty, or no file extension) is an <see cref="ArgumentException"/>, and the plugin is not loaded, also when it catches that.
/// </summary>
public interface IPluginRegistry
{
    void AddConfigurationLoader(IConfigurationLoader loader);

    void AddConfigurationWriter(IConfigurationWriter writer);

    void AddConfigurationEditor(IConfigurationEditor editor);

    /// <param name="name">As group configurations write it: lower case, words joined by hyphens.</param>
    /// <param name="create">Called once per group that names the policy, and again when it restarts.</param>
    void AddRoutingPolicy(string name, Func<IGroupView, IRoutingPolicy> create);

    void AddRtuLibrary(string name, IRtuLinkFactory factory);

    /// <param name="name">As <c>time.source</c> of a configuration writes it.</param>
    void AddTimeSource(string name, ITimeSource source);
}
