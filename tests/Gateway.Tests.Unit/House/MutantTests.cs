using System.Text.RegularExpressions;

namespace Gateway.Tests.Unit.House;

/// <summary>Each rule has a patch that breaks it (bench/mutants.sh tries whether a test notices).</summary>
[TestClass]
public sealed partial class MutantTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "bench", "mutants");

    [TestMethod]
    public void Each_rule_that_is_built_has_a_mutant_and_each_mutant_a_rule()
    {
        var rules = Rows().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md")))
            .ToDictionary(m => m.Groups["rule"].Value, m => m.Value, StringComparer.Ordinal);
        var broken = Patches().Select(RuleOf).ToHashSet(StringComparer.Ordinal);
        Assert.IsEmpty(broken.Except(rules.Keys), "a patch names a rule that the page does not have");
        var unbroken = rules.Where(r => !r.Value.Contains("not built yet", StringComparison.Ordinal)).Select(r => r.Key).Except(broken);
        Assert.IsEmpty(unbroken, string.Join(", ", unbroken));
    }

    [TestMethod]
    public void A_mutant_says_what_it_breaks_and_which_tests_see_it()
    {
        foreach (var patch in Patches())
        {
            var text = File.ReadAllText(patch);
            var project = Projects().Match(text).Groups["name"].Value;
            Assert.IsTrue(Directory.Exists(Path.Combine(Repository.Root, "tests", project)) && project.Length > 0, patch);
            Assert.MatchesRegex(Words(), text, patch);
            foreach (Match file in Files().Matches(text))
            {
                Assert.IsTrue(File.Exists(Path.Combine(Repository.Root, file.Groups["name"].Value)), $"{patch}: {file.Groups["name"].Value}");
            }
        }
    }

    private static string[] Patches() => Directory.GetFiles(Folder, "*.patch");

    // S9.patch; a second one: S9-filter.patch.
    private static string RuleOf(string patch) => Path.GetFileNameWithoutExtension(patch).Split('-')[0];

    [GeneratedRegex(@"^\| (?<rule>[A-Z][0-9]+) \|[^|\n]*\|[^|\n]*\|[^|\n]*\|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("^# tests: (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Projects();

    [GeneratedRegex("^# breaks: .+$", RegexOptions.Multiline)]
    private static partial Regex Words();

    [GeneratedRegex("^--- a/(?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Files();
}
