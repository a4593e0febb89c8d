using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Plugins;
using Gateway.Abstractions.Routing;
using Gateway.Abstractions.Time;

namespace Gateway.Host.Plugins;

/// <summary>What one plugin registers, until it is known that all of it can be had. The first refusal is remembered, whatever the plugin makes of it.</summary>
/// <param name="owner">Whose names these are, as a message says it.</param>
/// <param name="taken">What others have registered before.</param>
internal sealed class PluginOffer(string owner, Registrations taken) : IPluginRegistry
{
    public Registrations Own { get; } = new();

    /// <summary>Why the plugin cannot be loaded; null: nothing was refused.</summary>
    public string? Refusal { get; private set; }

    public void AddConfigurationLoader(IConfigurationLoader loader)
    {
        NotNull(loader, "a configuration loader");
        foreach (var extension in loader.Extensions)
        {
            IsExtension(extension);
            Add(Own.Loaders, taken.Loaders, extension, loader);
        }
    }

    public void AddConfigurationWriter(IConfigurationWriter writer)
    {
        NotNull(writer, "a configuration writer");
        foreach (var extension in writer.Extensions)
        {
            IsExtension(extension);
            Add(Own.Writers, taken.Writers, extension, writer);
        }
    }

    public void AddConfigurationEditor(IConfigurationEditor editor)
    {
        NotNull(editor, "a configuration editor");
        foreach (var extension in editor.Extensions)
        {
            IsExtension(extension);
            Add(Own.Editors, taken.Editors, extension, editor);
        }
    }

    public void AddRoutingPolicy(string name, Func<IGroupView, IRoutingPolicy> create) => Add(Own.Policies, taken.Policies, name, create);

    public void AddRtuLibrary(string name, IRtuLinkFactory factory) => Add(Own.Libraries, taken.Libraries, name, factory);

    public void AddTimeSource(string name, ITimeSource source) => Add(Own.TimeSources, taken.TimeSources, name, source);

    private void Add<T>(NameTable<T> own, NameTable<T> others, string name, T value)
        where T : class
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw Refuse($"{own.Kind} has no name; give it one");
        }

        NotNull(value, $"{own.Kind} '{name}'");
        if ((others.OwnerOf(name) ?? own.OwnerOf(name)) is { } first)
        {
            throw Refuse($"{own.Kind} '{name}' is there already, registered by {(first == owner ? "this plugin itself" : first)}; give yours another name");
        }

        own.Add(name, value, owner);
    }

    // Any other would never be asked for.
    private void IsExtension(string extension)
    {
        if (string.IsNullOrEmpty(extension) || Path.GetExtension(extension) != extension)
        {
            throw Refuse($"'{extension}' is no file extension; write it with its one dot, as in '.csv'");
        }
    }

    private void NotNull(object? value, string what)
    {
        if (value is null)
        {
            throw Refuse($"{what} is null");
        }
    }

    private ArgumentException Refuse(string why)
    {
        Refusal ??= why;
#pragma warning disable MA0015 // The plugin's author reads this; it is about a name of his, not about a parameter of ours.
        return new ArgumentException(why);
#pragma warning restore MA0015
    }
}
