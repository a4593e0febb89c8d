using System.Text;
using System.Text.Json;

namespace Gateway.Plugins.Json;

/// <summary>Makes a file's text a tree of values that know where they stand. One fault of the syntax, and nothing is read.</summary>
internal static class JsonTree
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>Null: the fault is reported.</returns>
    public static JsonItem? Read(JsonText text, Findings findings)
    {
        var reader = new Utf8JsonReader(text.Utf8, Options);
        try
        {
            _ = reader.Read();
            var root = Value(ref reader);
            _ = reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            TellFault(text.OffsetOf(e.LineNumber ?? 0, e.BytePositionInLine ?? 0), e, text, reader.TokenType == JsonTokenType.None, findings);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            findings.Error((int)reader.TokenStartIndex, "this text holds an escape that is no character, and nothing of the file is read", "write the character itself");
        }

        return null;
    }

    private static void TellFault(int offset, JsonException e, JsonText text, bool isFirst, Findings findings)
    {
        var isLast = text.Utf8[offset..].Trim(" \t\r\n"u8).IsEmpty;
        if (isLast && isFirst)
        {
            findings.Error(0, "the file is empty, or holds comments alone", $"take {Examples.PathOf("gateway.json")} as a pattern");
        }
        else if (isLast)
        {
            findings.Error(offset, "the file ends too early, and nothing of it is read: a bracket or a quote is not closed", "close it");
        }
        else
        {
            findings.Error(offset, $"this is no JSON, and nothing of the file is read: {Reason(e)}", "mend it here or shortly before");
        }
    }

    private static JsonItem Value(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(ref reader, offset),
            JsonTokenType.StartArray => Array(ref reader, offset),
            JsonTokenType.String => new JsonItem(JsonValueKind.String, offset) { Text = reader.GetString()! },
            JsonTokenType.Number => new JsonItem(JsonValueKind.Number, offset) { Text = Encoding.UTF8.GetString(reader.ValueSpan) },
            JsonTokenType.True => new JsonItem(JsonValueKind.True, offset),
            JsonTokenType.False => new JsonItem(JsonValueKind.False, offset),
            _ => new JsonItem(JsonValueKind.Null, offset),
        };
    }

    private static JsonItem Object(ref Utf8JsonReader reader, int offset)
    {
        var item = new JsonItem(JsonValueKind.Object, offset);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, at) = (reader.GetString()!, (int)reader.TokenStartIndex);
            _ = reader.Read();
            item.Members.Add(new JsonMember(name, at, Value(ref reader)));
        }

        return item;
    }

    private static JsonItem Array(ref Utf8JsonReader reader, int offset)
    {
        var item = new JsonItem(JsonValueKind.Array, offset);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            item.Elements.Add(Value(ref reader));
        }

        return item;
    }

    // Without the place, which the finding has.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }
}
