using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Abstractions.Time;
using Gateway.Core.Hosting;

namespace Gateway.Host.Plugins;

/// <summary>Everything that plugins have registered. A plugin that is at fault is reported and left out; the rest is there.</summary>
internal sealed class PluginCatalog : IPluginLookup
{
    // As long as for the groups that are made of them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Registrations _all = new();
    private readonly List<PluginStatus> _plugins = [];

    private PluginCatalog() => _all.Libraries.Add(GroupConfig.BuiltInRtuLibrary, null!, "the gateway itself");

    /// <summary>What was found, in the order of names.</summary>
    public IReadOnlyList<PluginStatus> Plugins => _plugins;

    /// <summary>A plugin is left out because it has not come back in time; another start may have it.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>The extensions that some loader reads.</summary>
    public IEnumerable<string> Extensions => _all.Loaders.Names;

    /// <summary>The extensions that some writer writes.</summary>
    public IEnumerable<string> WrittenExtensions => _all.Writers.Names;

    /// <summary>Loads every folder below <paramref name="folder"/>; never throws for what lies there, nor for what a plugin does.</summary>
    /// <param name="time">For how long it waits for a plugin; null: the machine's.</param>
    public static PluginCatalog Load(string folder, TimeProvider? time = null)
    {
        var catalog = new PluginCatalog();
        folder = Path.GetFullPath(folder);
        try
        {
            string[] plugins = [.. Directory.GetFileSystemEntries(folder).Where(IsPlugin).Order(StringComparer.Ordinal)];
            Array.ForEach(plugins, p => catalog._plugins.Add(catalog.Add(p, time ?? TimeProvider.System)));
        }
        catch (DirectoryNotFoundException) when (!File.Exists(folder) && new FileInfo(folder).LinkTarget is null)
        {
            // A gateway without plugins.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            catalog._plugins.Add(new PluginStatus(
                Path.GetFileName(folder), folder, Version: null, $"no plugin is loaded: {folder} is no folder that can be read: {e.Message.TrimEnd('.')}; let the gateway's user read it"));
        }

        return catalog;
    }

    public IConfigurationLoader? FindLoader(string extension) => _all.Loaders.Find(extension);

    public IConfigurationWriter? FindWriter(string extension) => _all.Writers.Find(extension);

    public IConfigurationEditor? FindEditor(string extension) => _all.Editors.Find(extension);

    public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => _all.Policies.Find(name);

    public IRtuLinkFactory? FindRtuLibrary(string name) => _all.Libraries.Find(name);

    public ITimeSource? FindTimeSource(string name) => _all.TimeSources.Find(name);

    // A file is none; a link is taken for one, wherever it leads, and so is what may not be looked at.
    private static bool IsPlugin(string entry) => !File.Exists(entry) || new FileInfo(entry).LinkTarget is not null;

    private PluginStatus Add(string folder, TimeProvider time)
    {
        var name = Path.GetFileName(folder);
        var path = Path.Combine(folder, name + ".dll");
        try
        {
            // Its code may block: so it runs on a thread of its own, which is left behind if need be.
            var loading = Task.Factory.StartNew(() => Offer(name, path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
#pragma warning disable VSTHRD002 // The start waits for it; it needs this thread for nothing.
            var (offer, version) = loading.WaitAsync(Patience, time).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            _all.AddAll(offer.Own);
            return new PluginStatus(name, path, version, Error: null);
        }
        catch (PluginException e)
        {
            return new PluginStatus(name, path, Version: null, $"plugin {name} is not loaded: {e.Message}");
        }
        catch (TimeoutException)
        {
            IsIncomplete = true;
            return new PluginStatus(
                name,
                path,
                Version: null,
                $"plugin {name} is not loaded: {path} has not come back from its constructor or from Register within {Patience.TotalSeconds} s; look whether the disk is slow, tell its author, and restart");
        }
    }

    // All or nothing: what a plugin registers counts when it has registered all of it.
    private (PluginOffer Offer, Version Version) Offer(string name, string path)
    {
        var (plugin, version) = PluginAssembly.Load(path);
        var offer = new PluginOffer($"plugin {name}", _all);
        string? failure = null;
        try
        {
            plugin.Register(offer);
        }
#pragma warning disable CA1031 // Whatever a plugin throws, the gateway runs on without it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = $"{path} failed in Register: {PluginException.Describe(e)}";
        }

        // It may have caught the refusal, or thrown another exception because of it.
        if (offer.Refusal is { } refusal)
        {
            throw new PluginException($"{path} registers what it cannot have: {refusal}");
        }

        return failure is null ? (offer, version) : throw new PluginException(failure);
    }
}
