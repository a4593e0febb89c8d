using System.Text;
using System.Text.Json.Nodes;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Plugins;
using Gateway.Host.Status;

namespace Gateway.Host.Operating;

/// <summary>
/// Checks an edit by the configuration's own checks: all groups that run are written as JSON, what was asked for is put in, and the loader reads it.
/// So nothing is judged here that is not judged in a file.
/// </summary>
internal sealed class EditCheck(PluginCatalog plugins)
{
    /// <summary>A filter that admits no master.</summary>
    public const string Nobody = "nobody";

    private const string Form = ".json";

    private static readonly string[] GroupFields = ["name", "commonAddress", "hosts", "ports"];
    private static readonly string[] PortFields = ["name", "port", "commonAddress", "filter"];

    /// <returns>The group as it would be, or null where something is in error; and what there is to say.</returns>
    public (GroupConfig? After, IReadOnlyList<FindingStatus> Findings) Check(IReadOnlyList<GroupConfig> running, GroupConfig before, JsonObject edit)
    {
        if (plugins.FindWriter(Form) is not { } writer || plugins.FindLoader(Form) is not { } loader)
        {
            return (null, [Fault("", "the plugin for .json files, which checks edits, is not loaded", "look for its line in the log")]);
        }

        // The edited one last: what it takes from another is told of it.
        using var written = new MemoryStream();
        writer.Write(new GatewayConfig { Groups = [.. running.Where(g => g != before), before] }, written);
        var root = JsonNode.Parse(written.ToArray())!.AsObject();
        var known = Load(loader, root).Loaded.Findings.Select(f => f.Message).ToHashSet(StringComparer.Ordinal);
        var faults = Put(root["groups"]!.AsArray()[^1]!.AsObject(), before, edit);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var (loaded, octets) = Load(loader, root);
        var group = $"groups[{running.Count - 1}]";
        FindingStatus[] findings = [.. loaded.Findings.Where(f => !known.Contains(f.Message)).Select(f => StatusOf(f, FieldOf(octets, f, group)))];
        var after = findings.Any(f => f.Severity == Words.Of(FindingSeverity.Error)) ? null : loaded.Config?.Groups.FirstOrDefault(g => g.Id == before.Id);
        return (after, findings);
    }

    // As the user wrote it, good or bad: the loader judges.
    private static List<FindingStatus> Put(JsonObject group, GroupConfig before, JsonObject edit)
    {
        var faults = Unknown(edit, GroupFields, "");
        foreach (var (name, value) in edit.Where(e => e.Key is not "ports" && GroupFields.Contains(e.Key, StringComparer.Ordinal)))
        {
            group[name] = value?.DeepClone();
        }

        if (edit["ports"] is not { } asked)
        {
            return faults;
        }

        var ports = group["ports"]!.AsArray();
        if (asked is not JsonArray list || list.Count != ports.Count || list.Any(p => p is not JsonObject))
        {
            faults.Add(Fault("ports", $"ports is no list of {ports.Count} ports", $"edit each of the {ports.Count} that there are; a port is added or removed in the file"));
            return faults;
        }

        for (var i = 0; i < ports.Count; i++)
        {
            var port = list[i]!.AsObject();
            faults.AddRange(Unknown(port, PortFields, $"ports[{i}]."));
            Put(ports[i]!.AsObject(), before.Name, port);
        }

        return faults;
    }

    private static void Put(JsonObject port, string oldName, JsonObject edit)
    {
        foreach (var (name, value) in edit.Where(e => PortFields.Contains(e.Key, StringComparer.Ordinal)))
        {
            // Left out it is the group's, or everybody.
            var isStandard = value is null
                || (name == "name" && IsText(value, oldName))
                || (name == "filter" && value is JsonArray { Count: 0 });
            _ = port.Remove(name);
            if (!isStandard)
            {
                port[name] = name == "filter" && value is JsonArray { Count: 1 } one && IsText(one[0], Nobody) ? JsonValue.Create(Nobody) : value!.DeepClone();
            }
        }
    }

    private static bool IsText(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue<string>(out var written) && written == text;

    private static List<FindingStatus> Unknown(JsonObject edit, string[] fields, string at) =>
        [.. edit.Select(e => e.Key).Except(fields, StringComparer.Ordinal).Select(
            key => Fault(at + key, $"'{key}' cannot be edited while the group runs", $"these can: {string.Join(", ", fields)}; for others edit the file and reload"))];

    private static (LoadedConfiguration Loaded, byte[] Octets) Load(IConfigurationLoader loader, JsonObject root)
    {
        // In one line: a finding's column says where in it.
        var octets = Encoding.UTF8.GetBytes(root.ToJsonString());
        return (Probe.Read(Form, octets, loader.Load), octets);
    }

    private static string? FieldOf(byte[] octets, ConfigurationFinding finding, string group)
    {
        // Characters as people count them: one whose UTF-8 has four octets is one.
        var at = 0;
        for (var column = 1; column < finding.Column && at < octets.Length; column++)
        {
            for (at++; at < octets.Length && (octets[at] & 0xC0) == 0x80; at++)
            {
            }
        }

        var path = JsonPath.At(octets, at);
        return path is not null && path.StartsWith(group + ".", StringComparison.Ordinal) ? path[(group.Length + 1)..] : null;
    }

    private static FindingStatus StatusOf(ConfigurationFinding f, string? field) =>
        Told(Words.Of(f.Severity), f.Message.Replace(" in line 1", "", StringComparison.Ordinal), f.Advice, field);

    private static FindingStatus Fault(string field, string message, string advice) =>
        Told(Words.Of(FindingSeverity.Error), message, advice, field.Length == 0 ? null : field);

    private static FindingStatus Told(string severity, string message, string advice, string? field) =>
        new(severity, "", 0, 0, message, advice, $"{message}; {advice}", field);
}
