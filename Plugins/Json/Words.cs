namespace Gateway.Plugins.Json;

/// <summary>A setting's words: the names of its values in small letters.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
