using System.Text.Json;

namespace Gateway.Plugins.Json;

/// <summary>A value of the file, and where it begins.</summary>
/// <param name="Offset">Of its first octet.</param>
internal sealed record JsonItem(JsonValueKind Kind, int Offset)
{
    /// <summary>Of a string its characters, of a number its digits; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of an object, in the order of the file; a name may stand there twice.</summary>
    public List<JsonMember> Members { get; } = [];

    /// <summary>Of an array.</summary>
    public List<JsonItem> Elements { get; } = [];

    /// <summary>As a finding shows it.</summary>
    public override string ToString() => Kind switch
    {
        JsonValueKind.String => Findings.Quoted(Text),
        JsonValueKind.Number => Findings.Shortened(Text),
        JsonValueKind.Object => "{...}",
        JsonValueKind.Array => "[...]",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
