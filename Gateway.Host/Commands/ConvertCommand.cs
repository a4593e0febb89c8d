using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Commands;

/// <summary><c>convert FILE [-o OUT]</c> (C4): any form of configuration as JSON, or as the form that the extension of OUT names.</summary>
internal static class ConvertCommand
{
    private const string StandardExtension = ".json";

    /// <param name="to">Null: standard output.</param>
    public static int Run(string path, string? to)
    {
        var plugins = PluginFolder.Load(Console.Error.WriteLine);
        var extension = to is null ? StandardExtension : Path.GetExtension(to).ToLowerInvariant();
        if (plugins.FindWriter(extension) is not { } writer)
        {
            return Refuse(to is null ? path : to, $"no plugin writes {(extension.Length == 0 ? "a file without an extension" : $"{extension} files")}; these are written: {string.Join(", ", plugins.WrittenExtensions)}");
        }

        if (to is not null && Path.GetFullPath(to) == Path.GetFullPath(path))
        {
            return Refuse(to, "it would be written over, and its comments lost; name another OUT");
        }

        // Policies and libraries that are missing here may be where the file is used.
        var loaded = ConfigurationFile.Read(path, plugins);
        foreach (var finding in loaded.Findings)
        {
            Console.Error.WriteLine(finding);
        }

        if (loaded.Config is null || loaded.HasErrors || loaded.Config.Groups.IsEmpty)
        {
            return Refuse(path, "nothing is written: what is in error would be missing in it");
        }

        return Write(writer, loaded.Config, path, to);
    }

    private static int Write(IConfigurationWriter writer, GatewayConfig config, string path, string? to)
    {
        using var written = new MemoryStream();
        try
        {
            writer.Write(config, written);
        }
#pragma warning disable CA1031 // A writer may be anybody's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Refuse(path, $"the writer failed: {e.GetType().Name}: {e.Message}");
        }

        try
        {
            using var target = to is null ? Console.OpenStandardOutput() : File.Create(to);
            written.WriteTo(target);
            return ExitCode.Good;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(to ?? path, $"it cannot be written: {e.Message}");
        }
    }

    private static int Refuse(string path, string why)
    {
        Console.Error.WriteLine($"{path}: {why}");
        return ExitCode.Usage;
    }
}
