namespace Gateway.Host.Services;

/// <summary>
/// Where the program finds its files and writes its logs. In a console: in the working directory. As a service: beside the executable, whatever
/// the working directory is; under systemd in the unit's folders.
/// </summary>
/// <param name="Files">Where a file is looked for that is named without a folder; empty: in the working directory.</param>
/// <param name="Logs">The folder of the log files.</param>
internal sealed record Places(string Files, string Logs)
{
    /// <summary>The originals' configuration file, without its extension.</summary>
    public const string DefaultFile = "iec104mm2ss";

    private static readonly string[] Extensions = [".csv", ".json"];

    public static Places OfConsole(string? instance) => new("", Path.Combine(Composition.LogFolder, instance ?? ""));

    /// <param name="instance">Its name, where several services run.</param>
    /// <param name="variable">The environment.</param>
    public static Places OfService(string? instance, Func<string, string?> variable) => new(
        First(variable("CONFIGURATION_DIRECTORY")) ?? AppContext.BaseDirectory,
        First(variable("LOGS_DIRECTORY")) ?? Path.Combine(AppContext.BaseDirectory, Composition.LogFolder, instance ?? ""));

    /// <summary>The configuration file: the one that was named, or the instance's, or the originals' default.</summary>
    public string FileOf(string? named, string? instance) => named is null ? DefaultOf(instance ?? DefaultFile) : Path.Combine(Files, named);

    private string DefaultOf(string name)
    {
        string[] candidates = [.. Extensions.Select(e => Path.Combine(Files, name + e))];
        return Array.Find(candidates, File.Exists) ?? candidates[0];
    }

    // systemd separates several by a colon.
    private static string? First(string? folders) => string.IsNullOrEmpty(folders) ? null : folders.Split(':')[0];
}
