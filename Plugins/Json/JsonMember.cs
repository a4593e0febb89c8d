namespace Gateway.Plugins.Json;

/// <summary>A property of an object in the file.</summary>
/// <param name="Offset">Of its name's first octet.</param>
internal sealed record JsonMember(string Name, int Offset, JsonItem Value);
