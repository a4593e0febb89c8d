using Gateway.Host.Plugins;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>A <c>plugins/</c> folder of its own for one test, put together from the fixtures; gone with the test.</summary>
internal sealed class PluginFolder : IDisposable
{
    private static readonly string Fixtures = System.IO.Path.Combine(AppContext.BaseDirectory, "fixtures");

    public PluginFolder(params ReadOnlySpan<string> fixtures)
    {
        foreach (var fixture in fixtures)
        {
            Add(fixture);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("gateway-plugins-").FullName;

    public PluginCatalog Load(TimeProvider? time = null) => PluginCatalog.Load(Path, time);

    /// <summary>Where a plugin's file is looked for.</summary>
    public string FileOf(string plugin, string? file = null) => System.IO.Path.Combine(Path, plugin, file ?? plugin + ".dll");

    /// <summary>Copies a fixture's folder; under another name its files change theirs with it.</summary>
    public void Add(string fixture, string? name = null)
    {
        name ??= fixture;
        Directory.CreateDirectory(System.IO.Path.Combine(Path, name));
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Fixtures, fixture)))
        {
            var copy = System.IO.Path.GetFileName(file);
            File.Copy(file, FileOf(name, copy.StartsWith(fixture + ".", StringComparison.Ordinal) ? name + copy[fixture.Length..] : copy));
        }
    }

    /// <summary>A plugin whose file has these octets.</summary>
    public void Add(string plugin, byte[] octets)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, plugin));
        File.WriteAllBytes(FileOf(plugin), octets);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // Windows keeps the files of loaded assemblies until the process ends.
        }
    }
}
