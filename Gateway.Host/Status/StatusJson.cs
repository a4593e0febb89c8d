using System.Text.Json.Serialization;

namespace Gateway.Host.Status;

/// <summary>How the records look as JSON: made by the compiler, so that nothing is looked up while it runs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(GroupDetails))]
[JsonSerializable(typeof(IReadOnlyList<GroupStatus>))]
internal sealed partial class StatusJson : JsonSerializerContext;
