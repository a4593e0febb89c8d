using System.Reflection;

namespace Gateway.Host.Plugins;

/// <summary>A plugin cannot be used; the message says what is wrong, where, and what would be right.</summary>
internal sealed class PluginException(string message) : Exception(message)
{
    /// <summary>What to do about a plugin that is not there as a whole.</summary>
    public const string CopyAll = "copy the plugin's whole output folder, with its packages and its .deps.json";

    /// <summary>What came out of a plugin's code, in one line.</summary>
    public static string Describe(Exception exception)
    {
        var cause = exception;
        while (cause is TargetInvocationException or TypeInitializationException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        var text = $"{cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ").Trim()}";
        return LacksAssembly(cause) ? $"{text}; {CopyAll}" : text;
    }

    // The runtime loads a library when the first method that uses it is called; a file that the plugin itself looks for has no version.
    private static bool LacksAssembly(Exception exception) =>
        exception is FileLoadException or BadImageFormatException
        || (exception is FileNotFoundException { FileName: { } name } && name.Contains(", Version=", StringComparison.Ordinal));
}
