namespace Gateway.Plugins.Json;

/// <summary>The examples of configurations, where this user has them.</summary>
internal static class Examples
{
    // Beside the program (archives), in the Debian package, in a clone's working directory.
    private static readonly string[] Folders =
    [
        Path.Combine(AppContext.BaseDirectory, "examples"),
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../share/doc/iec104-gateway/examples")),
        "config",
    ];

    /// <summary>Its path, if it is to be found; else its name, which the documents know.</summary>
    public static string PathOf(string name) => Folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists) ?? $"the example {name}";
}
