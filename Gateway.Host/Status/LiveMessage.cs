using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Host.Status;

/// <summary>A server-sent event as it goes over the wire (HTML Living Standard, 9.2). JSON in it has no line break.</summary>
internal static class LiveMessage
{
    public static byte[] Of(string name, ReadOnlySpan<byte> json) => [.. Encoding.UTF8.GetBytes($"event: {name}\ndata: "), .. json, (byte)'\n', (byte)'\n'];

    /// <param name="isAll">They are all that there are, in their order; else those that have changed.</param>
    /// <param name="rows">Groups' lines as JSON.</param>
    /// <param name="removed">Groups that are gone.</param>
    public static byte[] OfGroups(bool isAll, IEnumerable<byte[]> rows, IReadOnlyList<string> removed)
    {
        using var message = new MemoryStream();
        message.Write("event: groups\ndata: "u8);
        using (var json = new Utf8JsonWriter(message, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("all", isAll);
            json.WriteStartArray("groups");
            foreach (var row in rows)
            {
                json.WriteRawValue(row, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteStartArray("removed");
            foreach (var id in removed)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        message.Write("\n\n"u8);
        return message.ToArray();
    }
}
