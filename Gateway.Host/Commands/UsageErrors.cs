using System.CommandLine;
using Gateway.Host.Services;
using Gateway.Plugins.Json;

namespace Gateway.Host.Commands;

/// <summary>Says what is wrong with a command line, and what was meant.</summary>
internal static class UsageErrors
{
    private const string Unmatched = "Unrecognized command or argument";

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
        if (NearestWord.To(word, NamesOf(command).Union(NamesOf(root))) is { } here)
        {
            return $"{word}: did you mean {here}?";
        }

        if (NearestWord.To(word, root.Subcommands.SelectMany(NamesOf)) is not { } elsewhere)
        {
            return $"{word}: there is no such option";
        }

        var verbs = string.Join(", ", root.Subcommands.Where(c => NamesOf(c).Contains(elsewhere)).Select(c => c.Name));
        return word == elsewhere ? $"{word}: it belongs to {verbs}" : $"{word}: did you mean {elsewhere}? It belongs to {verbs}";
    }

    private static string Word(string word, Command command)
    {
        var meant = NearestWord.To(word, command.Subcommands.Select(c => c.Name));
        return $"{word}: {(meant is not null ? $"did you mean {meant}?" : command is RootCommand ? "there is no such verb" : $"{command.Name} does not take it")}";
    }

    private static IEnumerable<string> NamesOf(Command command) => command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.StartsWith('-'));
}
