using System.CommandLine;
using Gateway.Host.Services;
using Gateway.Plugins.Json;

namespace Gateway.Host.Commands;

/// <summary>Says what is wrong with a command line, and what was meant.</summary>
internal static class UsageErrors
{
    private const string Unmatched = "Unrecognized command or argument";

    // More are no help.
    private const int MostMeant = 3;

    public static void Tell(ParseResult parsed, TextWriter to)
    {
        foreach (var message in Messages(parsed))
        {
            to.WriteLine(message);
        }

        var command = parsed.CommandResult.Command;
        to.WriteLine($"Try '{ServiceNames.Program}{(command is RootCommand ? "" : $" {command.Name}")} --help'.");
    }

    private static IEnumerable<string> Messages(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var root = parsed.RootCommandResult.Command;
        var isValue = false;
        foreach (var word in parsed.UnmatchedTokens)
        {
            // What follows an unknown option is its value, most likely.
            if (word.StartsWith('-'))
            {
                yield return Option(word.Split('=')[0], command, root);
            }
            else if (!isValue)
            {
                yield return Word(word, command);
            }

            isValue = word.StartsWith('-') && !word.Contains('=');
        }

        foreach (var error in parsed.Errors.Where(e => !e.Message.StartsWith(Unmatched, StringComparison.Ordinal)))
        {
            yield return error.Message;
        }
    }

    private static string Option(string word, Command command, Command root)
    {
        if (Meant(word, NamesOf(command).Union(NamesOf(root))) is { } here)
        {
            return $"{word}: did you mean {here}?";
        }

        if (Meant(word, root.Subcommands.SelectMany(NamesOf).Distinct()) is not { } elsewhere)
        {
            return $"{word}: there is no such option";
        }

        var verbs = string.Join(", ", root.Subcommands.Where(c => NamesOf(c).Contains(elsewhere)).Select(c => c.Name));
        if (verbs.Length == 0)
        {
            return $"{word}: did you mean {elsewhere}?";
        }

        return word == elsewhere ? $"{word}: it belongs to {verbs}" : $"{word}: did you mean {elsewhere}? It belongs to {verbs}";
    }

    private static string Word(string word, Command command)
    {
        var meant = Meant(word, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        return $"{word}: {(meant is not null ? $"did you mean {meant}?" : command is RootCommand ? "there is no such verb" : $"{command.Name} does not take it")}";
    }

    // One or a few that begin so, as in a shell that completes; else what is near.
    private static string? Meant(string word, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string[] begun = [.. names.Where(n => n.Length > word.Length && n.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        return !word.Any(char.IsAsciiLetterOrDigit) ? null
            : names.Contains(word) ? word
            : begun.Length is 0 or > MostMeant ? NearestWord.To(word, names)
            : begun.Length == 1 ? begun[0]
            : $"{string.Join(", ", begun[..^1])} or {begun[^1]}";
    }

    private static IEnumerable<string> NamesOf(Command command) => command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.StartsWith('-'));
}
