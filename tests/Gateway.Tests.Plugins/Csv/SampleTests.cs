using Gateway.Abstractions.Configuration;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>A file laid out as the one that came with the original program: padded rows, comments, a row with '!' before the last groups.</summary>
[TestClass]
public sealed class SampleTests
{
    private const string File = "sample.csv";

    [TestMethod, TestProperty("Rule", "C2")]
    public void Two_groups_run()
    {
        string[] ids = [.. Corpus.Read(File).Config!.Groups.Select(g => g.Id)];
        Assert.AreSequenceEqual(["111", "222"], ids);
    }

    [TestMethod, TestProperty("Rule", "C2")]
    public void No_row_is_in_error() =>
        Assert.IsFalse(Corpus.Read(File).HasErrors);

    [TestMethod, TestProperty("Rule", "C4")]
    public void The_row_that_ends_the_file_names_the_groups_behind_it()
    {
        var end = Assert.ContainsSingle(f => f.Message.StartsWith("'!'", StringComparison.Ordinal), Corpus.Read(File).Findings);
        Assert.Contains("444", end.Message);
        Assert.Contains("555", end.Message);
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void A_row_that_a_number_sign_takes_out_is_not_mentioned() =>
        Assert.DoesNotContain(f => f.Message.Contains("333", StringComparison.Ordinal) || f.Line == 19, Corpus.Read(File).Findings);

    [TestMethod, TestProperty("Rule", "C5")]
    public void The_RTU_that_both_groups_share_is_a_warning()
    {
        var shared = Assert.ContainsSingle(f => f.Column == 15, Corpus.Read(File).Findings);
        Assert.AreEqual(FindingSeverity.Warning, shared.Severity);
    }
}
