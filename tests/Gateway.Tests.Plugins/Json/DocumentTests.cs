using System.Text;
using System.Text.RegularExpressions;
using Gateway.Plugins.Json;

namespace Gateway.Tests.Plugins.Json;

/// <summary>What docs/configuration-json.md shows and names.</summary>
[TestClass]
public sealed partial class DocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Project.Root, "docs", "configuration-json.md"));

    [TestMethod, TestProperty("Rule", "C1")]
    public void The_example_is_read_without_a_finding()
    {
        var loaded = Corpus.Read(Encoding.UTF8.GetBytes(Document.Split("```json\n")[1].Split("```")[0]));
        Assert.IsEmpty(loaded.Findings);
        Assert.HasCount(2, loaded.Config!.Groups);
    }

    [TestMethod, TestProperty("Rule", "C1")]
    public void The_file_to_begin_with_is_read_without_a_finding()
    {
        var loaded = Corpus.Read(File.ReadAllBytes(Path.Combine(Project.Root, "config", "gateway.json")));
        Assert.IsEmpty(loaded.Findings);
        Assert.HasCount(2, loaded.Config!.Groups);
    }

    [TestMethod, TestProperty("Rule", "C1")]
    [DataRow("## The file", "the file", "time")]
    [DataRow("## The web page", "web", "a user")]
    [DataRow("## A group", "a group", "")]
    [DataRow("## A port", "a port", "")]
    public void Each_property_stands_in_a_table(string section, string kind, string other)
    {
        ObjectKind[] kinds = [ObjectKind.File, ObjectKind.Time, ObjectKind.Web, ObjectKind.User, ObjectKind.Group, ObjectKind.Port];
        var text = Document.Split(section + "\n")[1].Split("\n## ")[0];
        Assert.AreSequenceEqual(
            kinds.Where(k => k.Title == kind || k.Title == other).SelectMany(k => k.Properties).Order(StringComparer.Ordinal),
            Rows().Matches(text).Select(m => m.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
