using System.Text;
using System.Text.Json;

namespace Gateway.Plugins.Json;

/// <summary>What is put in the place of what, in a file's text.</summary>
internal sealed class JsonChanges(byte[] text)
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly List<(int Start, int End, string With)> _changes = [];

    /// <summary>A property gets this value; one that is missing is put in front of the others.</summary>
    public void Set(JsonItem item, string name, string json)
    {
        var member = item.Members.Find(m => m.Name == name);
        _changes.Add(member is null ? (item.Offset + 1, item.Offset + 1, $" \"{name}\": {json},") : (member.Value.Offset, EndOf(member.Value), json));
    }

    /// <summary>A property goes, with the comma behind it; a comma in front of it may stay.</summary>
    public void Remove(JsonItem item, string name)
    {
        if (item.Members.Find(m => m.Name == name) is not { } member)
        {
            return;
        }

        var end = EndOf(member.Value);
        var next = end;
        while (next < text.Length && text[next] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            next++;
        }

        if (next < text.Length && text[next] == ',')
        {
            end = next + 1;
            end += end < text.Length && text[end] == ' ' ? 1 : 0;
        }

        _changes.Add((member.Offset, end, ""));
    }

    /// <param name="front">What stands before the text.</param>
    public byte[] Apply(ReadOnlySpan<byte> front)
    {
        var octets = new List<byte>(front.Length + text.Length + 256);
        octets.AddRange(front);
        var at = 0;
        foreach (var (start, end, with) in _changes.OrderBy(c => c.Start))
        {
            octets.AddRange(text.AsSpan(at..start));
            octets.AddRange(Encoding.UTF8.GetBytes(with));
            at = end;
        }

        octets.AddRange(text.AsSpan(at..));
        return [.. octets];
    }

    private int EndOf(JsonItem value)
    {
        var reader = new Utf8JsonReader(text.AsSpan(value.Offset), Options);
        _ = reader.Read();
        reader.Skip();
        return value.Offset + (int)reader.BytesConsumed;
    }
}
