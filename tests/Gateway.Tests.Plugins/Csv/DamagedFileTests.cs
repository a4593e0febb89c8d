using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>Files that were cut or overwritten: nothing throws, and what runs is what the file says.</summary>
[TestClass]
public sealed class DamagedFileTests
{
    private const int Inputs = 2_000;

    public static IEnumerable<object[]> Files => CorpusTests.Files;

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("sample.csv", ',')]
    [DataRow("semicolons.csv", ';')]
    public void In_a_file_that_is_cut_anywhere_the_rows_before_the_cut_run_unchanged(string file, char separator)
    {
        var octets = Corpus.Octets(file);
        var whole = Corpus.Read(octets).Config!.Groups.ToDictionary(g => g.Id, Corpus.Line, StringComparer.Ordinal);
        for (var length = 0; length <= octets.Length; length++)
        {
            var cut = octets.AsSpan(0, length);
            var rows = Encoding.UTF8.GetString(cut).Split('\n');
            string[] before = [.. rows[..^1].Select(r => r.Split(separator)[0]).Where(whole.ContainsKey)];
            var last = rows[^1].Split(separator)[0];
            var groups = Corpus.Read(cut).Config?.Groups ?? [];

            Assert.AreSequenceEqual(before.Select(id => whole[id]), groups.Take(before.Length).Select(Corpus.Line), $"cut at {length}");
            Assert.IsTrue(groups.Length == before.Length || (groups.Length == before.Length + 1 && groups[^1].Id == last), $"cut at {length}");
        }
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("ppm-early.csv")]
    [DataRow("ppm-middle.csv")]
    [DataRow("ppm-late.csv")]
    [DataRow("ppm-groups-mixed.csv")]
    public void In_a_file_that_is_cut_anywhere_the_masters_before_the_cut_are_served_unchanged(string file)
    {
        var octets = Corpus.Octets(file);
        var whole = Corpus.Read(octets).Config!.Groups.SelectMany(Masters).ToDictionary(m => m.Port, m => m.Line);
        for (var length = 0; length <= octets.Length; length++)
        {
            var cut = octets.AsSpan(0, length);
            var rows = Encoding.UTF8.GetString(cut).Split('\n')[..^1].TakeWhile(r => !r.StartsWith('!')).Select(r => r.Split(','));
            string[] before = [.. rows.Where(r => r is [_, _, _, _, "Y", ..]).Select(r => whole[int.Parse(r[2])])];
            string[] read = [.. (Corpus.Read(cut).Config?.Groups ?? []).SelectMany(Masters).Select(m => m.Line)];

            Assert.IsEmpty(before.Except(read, StringComparer.Ordinal), $"cut at {length}");
            Assert.IsTrue(read.Length <= before.Length + 1, $"cut at {length}");
        }
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("sample.csv")]
    [DataRow("semicolons.csv")]
    [DataRow("ppm-late.csv")]
    public void A_file_that_is_cut_before_a_group_can_run_is_in_error(string file)
    {
        var octets = Corpus.Octets(file);
        for (var length = 0; length <= octets.Length; length++)
        {
            var loaded = Corpus.Read(octets.AsSpan(0, length));
            Assert.IsTrue(loaded.HasErrors || !loaded.Config!.Groups.IsEmpty, $"cut at {length}");
        }
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DynamicData(nameof(Files))]
    public void A_file_may_be_cut_at_any_octet(string file)
    {
        var octets = Corpus.Octets(file);
        for (var length = 0; length <= octets.Length; length++)
        {
            AssertWhole(Corpus.Read(octets.AsSpan(0, length)), $"cut at {length}");
        }
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void Random_octets_are_no_fault()
    {
        var random = new Random(104);
        for (var i = 0; i < Inputs; i++)
        {
            var octets = new byte[random.Next(600)];
            random.NextBytes(octets);
            AssertWhole(Corpus.Read(octets), $"input {i}");
        }
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("iec104MM2SS-1port-v1.0\n")]
    [DataRow("111,North,,32,N,127.0.1.1:2411\n")]
    public void Random_cells_are_no_fault(string beginning)
    {
        string[] pieces = ["111", "222", "Y", "N", "t1", "k", ",", ",", ",", ",", ";", "\"", "\n", "\r", " ", "!", "#", "nogui", "ntp_server", "policies", "127.0.1.1:2411", "10.1.1.0/24", "2404", "0", "\u00fc", "\0"];
        var random = new Random(104);
        for (var i = 0; i < Inputs; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => pieces[random.Next(pieces.Length)]));
            AssertWhole(Corpus.Read(Encoding.UTF8.GetBytes(beginning + text)), $"input {i}");
        }
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("sample-without-its-end.csv")]
    [DataRow("ppm-groups-mixed.csv")]
    public void Octets_that_are_overwritten_are_no_fault(string file)
    {
        var sample = Corpus.Octets(file);
        var random = new Random(104);
        for (var i = 0; i < Inputs; i++)
        {
            var octets = sample.ToArray();
            for (var n = random.Next(1, 20); n > 0; n--)
            {
                octets[random.Next(octets.Length)] = (byte)",;\"\n!#0 \u00ff"[random.Next(9)];
            }

            AssertWhole(Corpus.Read(octets), $"input {i}");
        }
    }

    private static IEnumerable<(int Port, string Line)> Masters(GroupConfig group) =>
        group.Ports.Select(p => (p.Listen.Port, $"group {group.Id} ({group.Name}) k {group.Link.K} t1 {group.Link.T1}{Corpus.MasterLine(p)}"));

    // What the rest of the gateway relies on, whatever the file.
    private static void AssertWhole(LoadedConfiguration loaded, string message)
    {
        var groups = loaded.Config?.Groups ?? [];
        Assert.IsTrue(loaded.HasErrors || !groups.IsEmpty, message);
        Assert.AreEqual(groups.Length, groups.DistinctBy(g => g.Id).Count(), message);
        var ports = groups.SelectMany(g => g.Ports).ToArray();
        Assert.HasCount(ports.Length, ports.Select(p => p.Listen.Port).Distinct(), message);
        Assert.DoesNotContain(p => string.IsNullOrEmpty(p.Name), ports, message);
        foreach (var group in groups)
        {
            Assert.IsFalse(group.Hosts.IsEmpty, message);
            Assert.IsFalse(group.Ports.IsEmpty, message);
            Assert.IsFalse(string.IsNullOrEmpty(group.Name), message);
            Assert.IsGreaterThanOrEqualTo(group.Link.K, group.BufferSize, message);
        }

        foreach (var finding in loaded.Findings)
        {
            Assert.IsTrue(finding.Line >= 1 && finding.Column >= 1, message);
            Assert.DoesNotContain('\n', finding.ToString(), message);
        }
    }
}
