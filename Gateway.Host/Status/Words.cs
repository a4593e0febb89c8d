using System.Text.Json;

namespace Gateway.Host.Status;

/// <summary>A value of an enumeration as documents have it: <c>tooManyRequests</c>.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
