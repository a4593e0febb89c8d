using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Tests.Plugins.Json;

/// <summary>What is written is read as the same, and without a finding.</summary>
[TestClass]
public sealed class RoundTripTests
{
    public static IEnumerable<object[]> Files => Corpus.Files;

    public static IEnumerable<object[]> CsvFiles => Csv.CorpusTests.Files;

    [TestMethod, TestProperty("Rule", "C4")]
    [DynamicData(nameof(Files))]
    public void A_JSON_file_is_written_as_it_was_read(string file) => AssertSame(Corpus.Read(file));

    [TestMethod, TestProperty("Rule", "C4")]
    [DynamicData(nameof(CsvFiles))]
    public void A_CSV_file_becomes_a_JSON_file_that_means_the_same(string file) => AssertSame(Csv.Corpus.Read(file));

    [TestMethod, TestProperty("Rule", "C1")]
    public void No_option_of_a_group_is_beyond_a_JSON_file()
    {
        var chosen = Described.Chosen(Corpus.Read("every-option.json").Config!.Groups[0]);
        string[] missing = [.. Described.Settings(Corpus.Read("smallest.json").Config!.Groups[0]).Keys.Except(chosen.Keys, StringComparer.Ordinal)];
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void What_stands_at_its_default_is_left_out() =>
        Assert.AreEqual(
            """
            {
              "$schema": "gateway.schema.json",
              "groups": [
                {
                  "id": "111",
                  "name": "North",
                  "commonAddress": 32,
                  "hosts": ["127.0.1.1:2411"],
                  "ports": [
                    {
                      "port": 2404
                    }
                  ]
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(Corpus.Write(Corpus.Read("smallest.json").Config!)));

    private static void AssertSame(LoadedConfiguration loaded)
    {
        if (loaded.Config is not { Groups.IsEmpty: false } config)
        {
            return;
        }

        var again = Corpus.Read(Corpus.Write(config));

        // Two groups on one RTU are told of again: that is what the file says.
        Assert.DoesNotContain(f => f.Severity == FindingSeverity.Error, again.Findings);
        Assert.AreSequenceEqual(Described.Settings(config), Described.Settings(again.Config!));
    }
}
