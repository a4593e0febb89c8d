using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Gateway.Host.Status;

/// <summary>How the records look as JSON: made by the compiler, so that nothing is looked up while it runs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(ProgramDocument))]
[JsonSerializable(typeof(GroupDetails))]
[JsonSerializable(typeof(IReadOnlyList<GroupStatus>))]
[JsonSerializable(typeof(GroupStatus))]
[JsonSerializable(typeof(LiveTotals))]
[JsonSerializable(typeof(ReloadReport))]
[JsonSerializable(typeof(SessionStatus))]
[JsonSerializable(typeof(Login))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(GroupEdit))]
[JsonSerializable(typeof(EditResult))]
[JsonSerializable(typeof(ProgramStatus))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
internal sealed partial class StatusJson : JsonSerializerContext
{
    /// <summary>Texts stay legible: this is never part of a page's markup.</summary>
    public static StatusJson Standard => field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
