namespace Gateway.Tests.Plugins.Json;

/// <summary>Broken and odd files, one topic each; beside each what its author is told, and what runs all the same.</summary>
[TestClass]
public sealed class CorpusTests
{
    public static IEnumerable<object[]> Files => Corpus.Files;

    [TestMethod, TestProperty("Rule", "C4")]
    [DynamicData(nameof(Files))]
    public void The_author_is_told_what_is_wrong_and_the_good_groups_run(string file)
    {
        var expectation = Path.Combine(Corpus.Folder, Path.ChangeExtension(file, ".expected"));
        string[] expected = File.Exists(expectation) ? File.ReadAllLines(expectation) : [];
        string[] read = [.. Corpus.Lines(Corpus.Read(file))];
        if (!read.SequenceEqual(expected, StringComparer.Ordinal))
        {
            Assert.Fail(Difference(file, expected, read));
        }
    }

    // Where it lies, so that it can be read critically and copied.
    private static string Difference(string file, string[] expected, string[] read)
    {
        var actual = Path.Combine(Corpus.Folder, Path.ChangeExtension(file, ".actual"));
        File.WriteAllLines(actual, read);
        var lines = expected.Except(read, StringComparer.Ordinal).Select(l => "- " + l)
            .Concat(read.Except(expected, StringComparer.Ordinal).Select(l => "+ " + l));
        return $"{file} is read differently (- expected, + read; all of it in {actual}):{Environment.NewLine}{string.Join(Environment.NewLine, lines)}";
    }
}
