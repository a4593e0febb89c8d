using System.Text;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>What docs/configuration-csv.md shows.</summary>
[TestClass]
public sealed class DocumentTests
{
    [TestMethod, TestProperty("Rule", "C2")]
    public void The_example_is_read_without_a_finding()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "configuration-csv.md"));
        var example = document.Split("```csv\n")[1].Split("```")[0];
        var loaded = Corpus.Read(Encoding.UTF8.GetBytes(example));
        Assert.IsEmpty(loaded.Findings);
        Assert.HasCount(2, loaded.Config!.Groups);
    }

    [TestMethod, TestProperty("Rule", "C2")]
    public void The_file_to_begin_with_is_read_without_a_finding()
    {
        var loaded = Corpus.Read(File.ReadAllBytes(Path.Combine(Root(), "config", "single-port.csv")));
        Assert.IsEmpty(loaded.Findings);
        Assert.IsFalse(loaded.Config!.Groups.IsEmpty);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
