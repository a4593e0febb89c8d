using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Plugins;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;

namespace Gateway.Host.Plugins;

/// <summary>Everything that plugins have registered. A plugin that is at fault is reported and left out; the rest is there.</summary>
internal sealed class PluginCatalog : IPluginLookup
{
    private readonly Dictionary<string, IConfigurationLoader> _loaders = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IConfigurationWriter> _writers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<IGroupView, IRoutingPolicy>> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IRtuLinkFactory> _libraries = new(StringComparer.Ordinal) { [GroupConfig.BuiltInRtuLibrary] = null! };
    private readonly List<PluginStatus> _plugins = [];

    private PluginCatalog()
    {
    }

    /// <summary>What was found, in the order of names.</summary>
    public IReadOnlyList<PluginStatus> Plugins => _plugins;

    /// <summary>The extensions that some loader reads.</summary>
    public IEnumerable<string> Extensions => _loaders.Keys.Order(StringComparer.Ordinal);

    /// <summary>The extensions that some writer writes.</summary>
    public IEnumerable<string> WrittenExtensions => _writers.Keys.Order(StringComparer.Ordinal);

    /// <summary>Loads every folder below <paramref name="folder"/>; never throws for what a plugin does.</summary>
    public static PluginCatalog Load(string folder)
    {
        var catalog = new PluginCatalog();
        if (Directory.Exists(folder))
        {
            foreach (var plugin in Directory.GetDirectories(Path.GetFullPath(folder)).Order(StringComparer.Ordinal))
            {
                catalog._plugins.Add(catalog.Add(plugin));
            }
        }

        return catalog;
    }

    public IConfigurationLoader? FindLoader(string extension) => _loaders.GetValueOrDefault(extension);

    public IConfigurationWriter? FindWriter(string extension) => _writers.GetValueOrDefault(extension);

    public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => _policies.GetValueOrDefault(name);

    public IRtuLinkFactory? FindRtuLibrary(string name) => _libraries.GetValueOrDefault(name);

    private PluginStatus Add(string folder)
    {
        var name = Path.GetFileName(folder);
        var path = Path.Combine(folder, name + ".dll");
        try
        {
            var (plugin, version) = PluginAssembly.Load(path);
            var offer = new PluginOffer(this);
            plugin.Register(offer);

            // All or nothing: what a plugin registers counts when it has registered all of it.
            foreach (var (extension, loader) in offer.Loaders)
            {
                _loaders.Add(extension, loader);
            }

            foreach (var (extension, writer) in offer.Writers)
            {
                _writers.Add(extension, writer);
            }

            foreach (var (policy, create) in offer.Policies)
            {
                _policies.Add(policy, create);
            }

            foreach (var (library, factory) in offer.Libraries)
            {
                _libraries.Add(library, factory);
            }

            return new PluginStatus(name, path, version, Error: null);
        }
        catch (PluginException e)
        {
            return new PluginStatus(name, path, Version: null, $"plugin {name} is not loaded: {e.Message}");
        }
#pragma warning disable CA1031 // Whatever a plugin throws, the gateway runs on without it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new PluginStatus(name, path, Version: null, $"plugin {name} is not loaded: {path} failed in Register: {PluginException.Describe(e)}");
        }
    }

    private sealed class PluginOffer(PluginCatalog catalog) : IPluginRegistry
    {
        public Dictionary<string, IConfigurationLoader> Loaders { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, IConfigurationWriter> Writers { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, Func<IGroupView, IRoutingPolicy>> Policies { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, IRtuLinkFactory> Libraries { get; } = new(StringComparer.Ordinal);

        public void AddConfigurationLoader(IConfigurationLoader loader)
        {
            ArgumentNullException.ThrowIfNull(loader);
            foreach (var extension in loader.Extensions)
            {
                // Any other would never be asked for.
                if (Path.GetExtension(extension) != extension)
                {
                    throw new ArgumentException($"'{extension}' is no file extension; write it with its one dot, as in '.csv'", nameof(loader));
                }

                Add(Loaders, catalog._loaders, extension, loader, "a loader for");
            }
        }

        public void AddConfigurationWriter(IConfigurationWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            foreach (var extension in writer.Extensions)
            {
                Add(Writers, catalog._writers, extension, writer, "a writer for");
            }
        }

        public void AddRoutingPolicy(string name, Func<IGroupView, IRoutingPolicy> create) =>
            Add(Policies, catalog._policies, name, create, "a routing policy");

        public void AddRtuLibrary(string name, IRtuLinkFactory factory) => Add(Libraries, catalog._libraries, name, factory, "an RTU library");

        private static void Add<T>(Dictionary<string, T> own, Dictionary<string, T> all, string name, T value, string what)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(value);
            if (all.ContainsKey(name) || !own.TryAdd(name, value))
            {
                throw new ArgumentException($"{what} '{name}' is there already; give yours another name", nameof(name));
            }
        }
    }
}
