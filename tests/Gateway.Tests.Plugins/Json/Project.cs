namespace Gateway.Tests.Plugins.Json;

/// <summary>Where the sources of this build lie.</summary>
internal static class Project
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
