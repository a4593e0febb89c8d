using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Json;

/// <summary>Changes a group's values where they stand; comments, order and blanks of the file stay as they are.</summary>
public sealed class JsonEditor : IConfigurationEditor
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<string> Extensions { get; } = [JsonLoader.Extension];

    public EditedFile Edit(ReadOnlyMemory<byte> file, GroupConfig before, GroupConfig after)
    {
        if (file.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return new EditedFile(Octets: null, "the file is in UTF-16; save it as UTF-8 first");
        }

        var mark = file.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var text = new JsonText(file[mark..].ToArray());
        var root = JsonTree.Read(text, new Findings("", text));
        var group = Member(root, Names.Groups)?.Elements.Find(g => Member(g, Names.Id)?.Text == after.Id);
        if (group is null || Member(group, Names.Ports) is not { } ports || ports.Elements.Count != after.Ports.Length)
        {
            return new EditedFile(Octets: null, $"group {after.Id} is not found in the file as it runs");
        }

        var changes = new JsonChanges(text.Utf8.ToArray());
        if (before.Name != after.Name)
        {
            changes.Set(group, Names.Name, Json(after.Name));
        }

        if (before.CommonAddress != after.CommonAddress)
        {
            changes.Set(group, Names.CommonAddress, Json(after.CommonAddress.Value));
        }

        if (!before.Hosts.SequenceEqual(after.Hosts))
        {
            changes.Set(group, Names.Hosts, List(after.Hosts.Select(h => h.ToString())));
        }

        for (var i = 0; i < ports.Elements.Count; i++)
        {
            EditPort(changes, ports.Elements[i], before.Ports[i], after.Ports[i], after);
        }

        return new EditedFile(changes.Apply(file.Span[..mark]), WhyNot: null);
    }

    private static void EditPort(JsonChanges changes, JsonItem port, MasterPortConfig before, MasterPortConfig after, GroupConfig group)
    {
        if (before.Listen.Port != after.Listen.Port)
        {
            changes.Set(port, Names.Port, Json(after.Listen.Port));
        }

        // What the file leaves out is the group's.
        if (Member(port, Names.Name) is { } name ? name.Text != after.Name : after.Name != group.Name)
        {
            changes.Set(port, Names.Name, Json(after.Name));
        }

        if (Member(port, Names.CommonAddress) is { } address ? address.Text != $"{after.CommonAddress.Value}" : after.CommonAddress != group.CommonAddress)
        {
            changes.Set(port, Names.CommonAddress, Json(after.CommonAddress.Value));
        }

        if (before.Filter == after.Filter)
        {
            return;
        }

        if (after.Filter.AdmitsEverybody)
        {
            changes.Remove(port, Names.Filter);
        }
        else
        {
            changes.Set(port, Names.Filter, after.Filter.Networks.IsEmpty ? Json(Names.Nobody) : List(after.Filter.Networks.Select(JsonWriter.Text)));
        }
    }

    private static JsonItem? Member(JsonItem? item, string name) => item?.Members.Find(m => m.Name == name)?.Value;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Readable);

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Json))}]";
}
