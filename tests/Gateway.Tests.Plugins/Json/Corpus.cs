using Gateway.Abstractions.Configuration;
using Gateway.Plugins.Json;

namespace Gateway.Tests.Plugins.Json;

/// <summary>The files of <c>Json/corpus</c>, and what is read from one, in lines that can be compared.</summary>
internal static class Corpus
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Json", "corpus");

    public static IEnumerable<object[]> Files =>
        Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).Select(f => new object[] { f });

    public static byte[] Octets(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static LoadedConfiguration Read(string file) => JsonLoader.Read(Octets(file), file);

    public static LoadedConfiguration Read(ReadOnlySpan<byte> octets) => JsonLoader.Read(octets, "stations.json");

    public static byte[] Write(GatewayConfig config)
    {
        var written = new MemoryStream();
        new JsonWriter().Write(config, written);
        return written.ToArray();
    }

    /// <summary>The findings as the user sees them, then what runs and is not at its default.</summary>
    public static IEnumerable<string> Lines(LoadedConfiguration loaded) =>
        [.. loaded.Findings.Select(f => f.ToString()), .. loaded.Config is { } config ? Lines(config) : ["nothing can be read"]];

    private static IEnumerable<string> Lines(GatewayConfig config)
    {
        foreach (var group in config.Groups)
        {
            yield return $"group: {string.Join("; ", Described.Chosen(group).Select(s => $"{s.Key} {s.Value}"))}";
        }

        if (config.NoGui)
        {
            yield return "nogui";
        }

        if (config.Web is { } web)
        {
            yield return web.HasErrors ? "no web"
                : $"web at {web.Listen}; certificate {web.Certificate}; key {web.Key}; names {string.Join(' ', web.Names)}; users {string.Join(' ', web.Users.Select(u => $"{u.Name} ({u.Role})"))}";
        }

        if (!config.Time.Servers.IsEmpty || config.Time.UpdateInterval is not null || config.Time.MaxStep != TimeConfig.None.MaxStep)
        {
            yield return $"time from {string.Join(' ', config.Time.Servers)} every {(config.Time.UpdateInterval ?? TimeConfig.StandardUpdateInterval).TotalSeconds} s"
                + (config.Time.MaxStep == TimeConfig.None.MaxStep ? "" : $", by {config.Time.MaxStep.TotalSeconds} s at most")
                + (config.Time.Source == TimeConfig.StandardSource ? "" : $", by the source {config.Time.Source}");
        }
    }
}
