using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Host;

/// <summary>JSON as the API writes it: names in camel case, nothing for what does not apply.</summary>
internal static class HttpJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
