using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Abstractions.Configuration;
using Gateway.Plugins.Json;

namespace Gateway.Tests.Plugins.Json;

/// <summary>What <c>config/gateway.schema.json</c> tells an editor is what the loader does (C1).</summary>
[TestClass]
public sealed class SchemaTests
{
    private static readonly JsonObject Schema =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Project.Root, "config", "gateway.schema.json")))!.AsObject();

    private static readonly (ObjectKind Kind, JsonObject Schema)[] Kinds =
    [
        (ObjectKind.File, Schema),
        (ObjectKind.Time, Definition("time")),
        (ObjectKind.Web, Definition("web")),
        (ObjectKind.User, Definition("user")),
        (ObjectKind.Group, Definition("group")),
        (ObjectKind.Port, Definition("port")),
    ];

    public static IEnumerable<object[]> Bounds =>
        from kind in Kinds
        from property in Properties(kind.Schema)
        from limit in Limits(property.Value!)
        select new object[] { kind.Kind.Title, property.Key, limit.Good, limit.Bad };

    public static IEnumerable<object[]> Defaults =>
        from kind in Kinds
        from property in Properties(kind.Schema)
        where property.Value!["default"] is not null
        select new object[] { kind.Kind.Title, property.Key, property.Value!["default"]!.ToJsonString() };

    [TestMethod, TestProperty("Rule", "C1")]
    public void Loader_and_schema_know_the_same_properties()
    {
        foreach (var (kind, schema) in Kinds)
        {
            Assert.AreSequenceEqual(kind.Properties.Order(StringComparer.Ordinal), Properties(schema).Select(p => p.Key).Order(StringComparer.Ordinal), kind.Title);
            Assert.AreEqual("false", schema["additionalProperties"]!.ToJsonString(), kind.Title);
        }
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void Each_property_is_described()
    {
        foreach (var property in Kinds.SelectMany(k => Properties(k.Schema)))
        {
            var described = property.Value!["$ref"] is null ? property.Value : Definition("time");
            Assert.IsFalse(string.IsNullOrEmpty((string?)described["description"]), property.Key);
        }
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void What_the_schema_requires_the_loader_requires()
    {
        foreach (var (kind, schema) in Kinds)
        {
            string[] required = [.. schema["required"]?.AsArray().Select(r => (string)r!) ?? []];
            foreach (var property in kind.Properties)
            {
                var file = Whole();
                _ = Target(file, kind.Title).Remove(property);
                Assert.AreEqual(required.Contains(property, StringComparer.Ordinal), Read(file).HasErrors, $"{property} of {kind.Title}");
            }
        }
    }

    [TestMethod, TestProperty("Rule", "C1"), TestProperty("Rule", "C5")]
    public void A_groups_id_is_as_long_as_the_schema_allows_and_no_longer()
    {
        var file = Whole();
        var longest = (int)Definition("group")["properties"]!["id"]!["maxLength"]!;
        Target(file, "a group")["id"] = new string('1', longest);
        Assert.IsFalse(Read(file).HasErrors);
        Target(file, "a group")["id"] = new string('1', longest + 1);
        Assert.Contains($"id '{new string('1', 40)}...' is longer than {longest} characters", Read(file).Findings.Select(f => f.Message));
    }

    [TestMethod, TestProperty("Rule", "C1"), TestProperty("Rule", "C5")]
    [DynamicData(nameof(Bounds))]
    public void A_limit_in_the_schema_is_the_loaders(string kind, string property, string good, string bad)
    {
        var file = Whole();
        Target(file, kind)[property] = JsonNode.Parse(good);
        Assert.IsFalse(Read(file).HasErrors);
        Target(file, kind)[property] = JsonNode.Parse(bad);
        Assert.Contains(f => f.Message.StartsWith($"{property} {bad} is ", StringComparison.Ordinal), Read(file).Findings);
    }

    [TestMethod, TestProperty("Rule", "C1")]
    [DynamicData(nameof(Defaults))]
    public void A_default_in_the_schema_is_the_loaders(string kind, string property, string value)
    {
        var file = Whole();
        _ = Target(file, ObjectKind.Port.Title).Remove("commonAddress");
        _ = Target(file, kind).Remove(property);
        var without = Described.Settings(Read(file).Config!);
        Target(file, kind)[property] = JsonNode.Parse(value);
        Assert.AreSequenceEqual(without, Described.Settings(Read(file).Config!));
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void The_words_of_the_schema_are_the_loaders()
    {
        var count = 0;
        foreach (var (kind, schema) in Kinds)
        {
            foreach (var property in Properties(schema).Where(p => p.Value!["enum"] is not null))
            {
                var file = Whole();
                Target(file, kind.Title)[property.Key] = "no such word";
                var words = string.Join(", ", property.Value!["enum"]!.AsArray().Select(w => (string)w!));
                Assert.EndsWith($"is none of {words}", Assert.ContainsSingle(Read(file).Findings.Where(f => f.Message.Contains("none of", StringComparison.Ordinal))).Message);
                count++;
            }
        }

        Assert.AreEqual(4, count);
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void A_sample_names_the_schema()
    {
        var samples = Directory.GetFiles(Path.Combine(Project.Root, "config"), "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).ToList();
        Assert.IsNotEmpty(samples);
        foreach (var sample in samples)
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var name = (string?)JsonNode.Parse(File.ReadAllText(sample), documentOptions: options)!["$schema"];
            Assert.IsTrue(File.Exists(Path.Combine(Path.GetDirectoryName(sample)!, name!)), sample);
        }
    }

    private static JsonObject Definition(string name) => Schema["$defs"]![name]!.AsObject();

    private static JsonObject Properties(JsonObject schema) => schema["properties"]!.AsObject();

    // A limit, and the nearest value beyond it.
    private static IEnumerable<(string Good, string Bad)> Limits(JsonNode property)
    {
        var number = property["anyOf"]?[0] ?? property;
        if (number["minimum"] is not { } least)
        {
            yield break;
        }

        var step = (string?)number["type"] == "integer" ? 1 : 0.0001m;
        var most = number["maximum"]!;
        yield return (least.ToJsonString(), ((decimal)least - step).ToString());
        yield return (most.ToJsonString(), ((decimal)most + step).ToString());
    }

    // One with everything, so that an object of each kind is there.
    private static JsonObject Whole() => JsonNode.Parse(Corpus.Octets("every-option.json"))!.AsObject();

    private static JsonObject Target(JsonObject file, string kind) => kind switch
    {
        "a group" => file["groups"]![0]!.AsObject(),
        "a port" => file["groups"]![0]!["ports"]![0]!.AsObject(),
        "time" => file["time"]!.AsObject(),
        "web" => file["web"]!.AsObject(),
        "a user" => file["web"]!["users"]![0]!.AsObject(),
        _ => file,
    };

    private static LoadedConfiguration Read(JsonObject file) => Corpus.Read(JsonSerializer.SerializeToUtf8Bytes(file));
}
