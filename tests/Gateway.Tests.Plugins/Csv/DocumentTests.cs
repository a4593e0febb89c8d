using System.Net;
using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>What docs/configuration-csv.md shows.</summary>
[TestClass]
public sealed class DocumentTests
{
    [TestMethod, TestProperty("Rule", "C2")]
    [DataRow(0, "single-port.csv")]
    [DataRow(1, "port-per-master.csv")]
    public void Each_dialects_example_is_read_without_a_finding(int index, string file)
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "configuration-csv.md"));
        var example = document.Split("```csv\n")[1 + index].Split("```")[0];
        var loaded = Corpus.Read(Encoding.UTF8.GetBytes(example));
        Assert.IsEmpty(loaded.Findings);
        Assert.HasCount(2, loaded.Config!.Groups);
        Assert.AreSequenceEqual(Sample(file).Config!.Groups[0].Policies, loaded.Config.Groups[0].Policies);
    }

    [TestMethod, TestProperty("Rule", "C2")]
    [DataRow("single-port.csv")]
    [DataRow("port-per-master.csv")]
    public void The_file_to_begin_with_is_read_without_a_finding(string file)
    {
        var loaded = Sample(file);
        Assert.IsEmpty(loaded.Findings);
        Assert.IsFalse(loaded.Config!.Groups.IsEmpty);
    }

    // Or the gateway would connect to itself.
    [TestMethod, TestProperty("Rule", "C2")]
    [DataRow("single-port.csv")]
    [DataRow("port-per-master.csv")]
    public void The_file_to_begin_with_has_RTUs_on_this_machine_and_on_other_ports_than_its_masters(string file)
    {
        var groups = Sample(file).Config!.Groups;
        var ports = groups.SelectMany(g => g.Ports).Select(p => p.Listen.Port).ToHashSet();
        Assert.DoesNotContain(h => ports.Contains(h.Port) || !IPAddress.IsLoopback(h.Address), groups.SelectMany(g => g.Hosts));
    }

    private static LoadedConfiguration Sample(string file) => Corpus.Read(File.ReadAllBytes(Path.Combine(Root(), "config", file)));

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
