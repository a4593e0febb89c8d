using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Plugins.Csv;
using Gateway.Tests.Plugins.Json;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>docs/configuration-csv.md has every column and every key that is read, and no other.</summary>
[TestClass]
public sealed partial class ReferenceTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Project.Root, "docs", "configuration-csv.md"));

    [TestMethod]
    [DataRow("## The single-port dialect", nameof(SinglePortDialect), "single-port.csv")]
    [DataRow("## The port-per-master dialect", nameof(PortPerMasterDialect), "port-per-master.csv")]
    public void Each_column_stands_in_its_dialects_table(string section, string dialect, string sample)
    {
        var cells = typeof(SinglePortDialect).Assembly.GetType($"Gateway.Plugins.Csv.{dialect}", throwOnError: true)!.GetNestedType("Cell", BindingFlags.NonPublic)!;
        var last = Enum.GetValues(cells).Cast<object>().Max(c => Convert.ToInt32(c, CultureInfo.InvariantCulture));
        var rows = Columns().Matches(Section(section)).Select(m => (Number: int.Parse(m.Groups["number"].Value, CultureInfo.InvariantCulture), Name: m.Groups["name"].Value)).ToArray();
        Assert.AreSequenceEqual(Enumerable.Range(1, last), rows.Select(r => r.Number));

        // The header row of the file to begin with has the same names.
        var header = File.ReadLines(Path.Combine(Project.Root, "config", sample)).Single(l => l.StartsWith("id,", StringComparison.Ordinal) || l.StartsWith("group id,", StringComparison.Ordinal));
        Assert.AreSequenceEqual(header.Replace("group id", "id", StringComparison.Ordinal).Split(','), rows.Select(r => r.Name));
    }

    [TestMethod]
    public void Each_setting_of_a_connection_stands_in_the_single_port_table_in_its_order_with_its_range_and_default()
    {
        var rows = Section("## The single-port dialect").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        foreach (var setting in LinkSetting.All)
        {
            var row = rows.Single(r => r[2] == setting.Name);
            Assert.Contains($"..{setting.Most.ToString(CultureInfo.InvariantCulture)} ", row[3]);
            Assert.StartsWith(setting.Default.ToString(CultureInfo.InvariantCulture), row[4]);
        }
    }

    [TestMethod]
    [DataRow("single-port.csv", 1)]
    [DataRow("port-per-master.csv", 2)]
    public void Each_key_stands_in_the_tables_of_rows_for_all_groups(string sample, int tables)
    {
        // What is said of an unknown key names all that there are.
        var file = File.ReadAllText(Path.Combine(Project.Root, "config", sample)) + "\nunknown,1\n";
        var advice = Corpus.Read(Encoding.UTF8.GetBytes(file)).Findings.Single().Advice;
        var keys = advice.Split("the keys are ")[1].Split(';')[0].Split(", ");

        var parts = Section("## Rows for all groups").Split("In the port-per-master dialect alone");
        var documented = parts[..tables].SelectMany(p => Keys().Matches(p)).SelectMany(m => Names().Matches(m.Groups["names"].Value)).Select(m => m.Groups["name"].Value);
        Assert.AreSequenceEqual(keys.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static string Section(string heading) => Document.Split(heading + "\n")[1].Split("\n## ")[0];

    [GeneratedRegex(@"^\| (?<number>\d+) \| (?<name>[^|]+?) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Columns();

    [GeneratedRegex(@"^\| (?<names>`[^|]+`) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Keys();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
