namespace Gateway.Host.Services;

/// <summary>How this program is started: its executable, or <c>dotnet</c> and its library.</summary>
internal static class ProgramCommand
{
    public static IReadOnlyList<string> Words { get; } = WordsOf(Environment.ProcessPath ?? ServiceNames.Program, AppContext.BaseDirectory);

    public static IReadOnlyList<string> WordsOf(string process, string folder) =>
        Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [process, Path.Combine(folder, ServiceNames.Program + ".dll")]
            : [process];
}
