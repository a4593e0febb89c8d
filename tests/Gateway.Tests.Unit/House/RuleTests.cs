using System.Text.RegularExpressions;

namespace Gateway.Tests.Unit.House;

/// <summary>The table of rules names every test class that checks a rule.</summary>
[TestClass]
public sealed partial class RuleTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "rules.md");

    [TestMethod]
    public void The_page_of_rules_names_the_tests_of_each()
    {
        var tests = TestsOfRules();
        var page = File.ReadAllText(Page);
        var listed = Rows().Matches(page).Select(m => m.Groups["rule"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.IsEmpty(tests.Keys.Except(listed), "a test bears a rule that the page does not have");

        var right = Rows().Replace(page, m => $"{m.Groups["head"].Value} {string.Join(", ", tests.GetValueOrDefault(m.Groups["rule"].Value) ?? [])} |");
        if (Environment.GetEnvironmentVariable("GATEWAY_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Page, right);
        }

        Assert.AreEqual(right, File.ReadAllText(Page), "run this test with GATEWAY_WRITE_DOCS=1 to write the page anew");
    }

    [TestMethod]
    public void Each_rule_that_is_built_has_a_test()
    {
        var untested = Rows().Matches(File.ReadAllText(Page))
            .Where(m => m.Groups["tests"].Value.Trim().Length == 0 && !m.Value.Contains("not built yet", StringComparison.Ordinal))
            .Select(m => m.Groups["rule"].Value);
        Assert.IsEmpty(untested, string.Join(", ", untested));
    }

    private static Dictionary<string, SortedSet<string>> TestsOfRules()
    {
        var tests = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var file in Repository.Files("*Tests.cs"))
        {
            foreach (Match rule in Rules().Matches(File.ReadAllText(file)))
            {
                _ = tests.TryAdd(rule.Groups[1].Value, new SortedSet<string>(StringComparer.Ordinal));
                _ = tests[rule.Groups[1].Value].Add(Path.GetFileNameWithoutExtension(file));
            }
        }

        return tests;
    }

    [GeneratedRegex("TestProperty\\(\"Rule\", \"([A-Z][0-9]+)\"\\)")]
    private static partial Regex Rules();

    // | R4 | what | where | tests |
    [GeneratedRegex(@"^(?<head>\| (?<rule>[A-Z][0-9]+) \|[^|\n]*\|[^|\n]*\|)(?<tests>[^|\n]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
