using System.Collections.Immutable;
using Gateway.Simulator.Files;
using Gateway.Simulator.Scenarios.Steps;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios;

/// <summary>Reads a scenario: every fault of it at once, each with its line and column.</summary>
public static class ScenarioFile
{
    /// <param name="path">The file.</param>
    /// <param name="variables">From the command line: they go before the file's.</param>
    public static ScenarioContent Read(string path, IReadOnlyDictionary<string, string>? variables = null)
    {
        try
        {
            return Parse(path, File.ReadAllLines(path), variables);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ScenarioContent(null, [new ScenarioFault(path, 1, 1, $"cannot be read: {e.Message}")], []);
        }
    }

    /// <param name="name">The file as the user named it; other files are looked for from its folder.</param>
    /// <param name="lines">What stands in it.</param>
    /// <param name="variables">From the command line: they go before the file's.</param>
    public static ScenarioContent Parse(string name, IReadOnlyList<string> lines, IReadOnlyDictionary<string, string>? variables = null)
    {
        var faults = new List<ScenarioFault>();
        var findings = new List<FileFinding>();
        var known = new Dictionary<string, string>(variables ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        var given = known.Keys.ToHashSet(StringComparer.Ordinal);
        var declarations = new Declarations(Path.GetDirectoryName(name) ?? "");
        var steps = new List<Step>();
        var (title, section) = (Path.GetFileNameWithoutExtension(name), "");
        for (var line = 1; line <= lines.Count; line++)
        {
            try
            {
                var text = lines[line - 1].TrimStart('\uFEFF');
                var words = new WordReader(text, known);
                if (words.IsAtEnd)
                {
                    continue;
                }

                if (words.TryTake("title"))
                {
                    title = words.Next("a title in quotes").Text;
                    words.End("put it in quotes");
                }
                else if (words.TryTake("section"))
                {
                    section = words.Next("a heading in quotes").Text;
                    words.End("put it in quotes");
                }
                else if (words.TryTake("set"))
                {
                    ReadVariable(words, known, given);
                }
                else if (!declarations.TryRead(words, line, findings))
                {
                    var step = StepTable.Read(new StepReader(words, declarations.Rtus, declarations.Masters));
                    steps.Add(step with { Line = line, Section = section, Text = words.Text });
                }
            }
            catch (WordingException e)
            {
                faults.Add(new ScenarioFault(name, line, e.Column, e.Message));
            }
        }

        if (steps.Count == 0 && faults.Count == 0)
        {
            faults.Add(new ScenarioFault(name, Math.Max(1, lines.Count), 1, "there is no step: a test does and expects something, as \"start every master\""));
        }

        var scenario = new Scenario
        {
            File = name,
            Title = title,
            Rtus = [.. declarations.Rtus],
            Masters = [.. declarations.Masters],
            Steps = [.. steps],
            Variables = known.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = [name, .. declarations.Files],
        };
        return new ScenarioContent(faults.Count == 0 ? scenario : null, [.. faults], [.. findings]);
    }

    private static void ReadVariable(WordReader words, Dictionary<string, string> known, HashSet<string> given)
    {
        var name = words.Next("a variable's name");
        if (!name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new WordingException(name.Column, $"\"{name.Text}\" is no variable's name: letters, digits and _, as in \"set gateway = 127.0.0.1:2404\"");
        }

        words.Take("=");
        var value = words.Next("a value").Text;
        words.End("put a value of several words in quotes");
        if (!known.TryAdd(name.Text, value) && !given.Remove(name.Text))
        {
            throw new WordingException(name.Column, $"{name.Text} is set above already: leave one of them out");
        }
    }
}
