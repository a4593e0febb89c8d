using System.Text.Json;

namespace Gateway.Host.Operating;

/// <summary>What stands where in a JSON text, as <c>groups[3].ports[0].filter[1]</c>.</summary>
internal static class JsonPath
{
    /// <summary>The path of the value, or of the property, that begins at this octet; null: none does.</summary>
    public static string? At(ReadOnlySpan<byte> json, int octet)
    {
        var reader = new Utf8JsonReader(json);
        var inside = new Stack<(string Path, bool IsList, int Next)>();
        var name = "";
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _ = inside.Pop();
                continue;
            }

            var path = "";
            if (inside.TryPop(out var parent))
            {
                var isName = reader.TokenType == JsonTokenType.PropertyName;
                name = isName ? reader.GetString()! : name;
                path = parent.IsList ? $"{parent.Path}[{parent.Next}]" : parent.Path.Length == 0 ? name : $"{parent.Path}.{name}";
                inside.Push((parent.Path, parent.IsList, parent.Next + 1));
            }

            if (reader.TokenStartIndex == octet)
            {
                return path;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                inside.Push((path, reader.TokenType == JsonTokenType.StartArray, 0));
            }
        }

        return null;
    }
}
