using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Tests.Plugins.Json;

/// <summary>Files that were cut or overwritten: nothing throws, and what runs is whole.</summary>
[TestClass]
public sealed class DamagedFileTests
{
    private const int Inputs = 2_000;

    public static IEnumerable<object[]> Files => Corpus.Files;

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
    public void Nothing_of_a_file_runs_that_is_cut_before_its_last_bracket()
    {
        var octets = Corpus.Octets("every-option.json");
        for (var length = 0; length < Array.LastIndexOf(octets, (byte)'}'); length++)
        {
            var loaded = Corpus.Read(octets.AsSpan(0, length));
            Assert.IsNull(loaded.Config, $"cut at {length}");
            Assert.HasCount(1, loaded.Findings, $"cut at {length}");
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
    public void Octets_that_are_overwritten_are_no_fault()
    {
        const string Signs = "{}[]\",:\n\\u/*-e10 t\u00ff";
        var random = new Random(104);
        for (var i = 0; i < Inputs; i++)
        {
            var octets = Corpus.Octets(i % 2 == 0 ? "every-option.json" : "port-styles.json");
            for (var n = random.Next(1, 20); n > 0; n--)
            {
                octets[random.Next(octets.Length)] = (byte)Signs[random.Next(Signs.Length)];
            }

            AssertWhole(Corpus.Read(octets), $"input {i}");
        }
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void A_value_of_any_kind_in_any_place_is_no_fault()
    {
        string[] values = ["null", "true", "0", "-1", "1e999", "\"\"", "\"x\"", "[]", "[null]", "[[]]", "[\"x\"]", "{}", "{ \"k\": {} }", "[{}]", "\"\\u0000\""];
        var file = Encoding.UTF8.GetString(Corpus.Octets("every-option.json"));
        foreach (var value in values)
        {
            for (var at = file.IndexOf(": ", StringComparison.Ordinal); at >= 0; at = file.IndexOf(": ", at + 1, StringComparison.Ordinal))
            {
                // In the place of what stands there, or, of a list or an object, of its beginning.
                var end = file.AsSpan(at + 2).IndexOfAny(",\n}]") + at + 2;
                AssertWhole(Corpus.Read(Encoding.UTF8.GetBytes($"{file[..(at + 2)]}{value}{file[end..]}")), $"{value} at {at}");
            }
        }
    }

    // What the rest of the gateway relies on, whatever the file.
    private static void AssertWhole(LoadedConfiguration loaded, string message)
    {
        var groups = loaded.Config?.Groups ?? [];
        Assert.IsTrue(loaded.HasErrors || !groups.IsEmpty || loaded.Config?.Web is not null, message);
        Assert.AreEqual(groups.Length, groups.DistinctBy(g => g.Id).Count(), message);
        foreach (var group in groups)
        {
            Assert.IsFalse(group.Hosts.IsEmpty, message);
            Assert.IsFalse(group.Ports.IsEmpty, message);
            Assert.IsFalse(group.Policies.IsEmpty, message);
            Assert.IsFalse(string.IsNullOrWhiteSpace(group.Name), message);
            Assert.IsGreaterThanOrEqualTo(group.Link.K, group.BufferSize, message);
            Assert.IsGreaterThan(TimeSpan.Zero, group.Link.T1, message);
        }

        foreach (var finding in loaded.Findings)
        {
            Assert.IsTrue(finding.Line >= 1 && finding.Column >= 1, message);
            Assert.DoesNotContain('\n', finding.ToString(), message);
        }
    }
}
