using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Gateway.Host.Services;

namespace Gateway.Host.Commands;

/// <summary><c>--help</c>: at the root the verbs by what they are for, and examples; at a verb what the parser knows, and examples.</summary>
internal sealed class HelpText(SynchronousCommandLineAction ofVerb) : SynchronousCommandLineAction
{
    private const int Left = 34;
    private const int Width = 110;

    private static readonly (string Heading, string[] Verbs)[] Groups =
    [
        ("Run", ["run", "demo"]),
        ("Configuration", ["validate", "convert"]),
        ("A gateway that runs", ["status", "reload"]),
        ("Service of this machine (Windows, systemd)", ServiceCommands.Verbs),
    ];

    // Of the options that the gateway runs with, those that mean something to a verb that does not run it.
    private static readonly Dictionary<string, string[]> OptionsOf = new(StringComparer.Ordinal)
    {
        ["demo"] = ["--nogui", "--web"],
        ["validate"] = ["--ini", "--instance"],
        ["convert"] = ["--ini", "--instance"],
        ["status"] = ["--ini", "--instance"],
        ["reload"] = ["--ini", "--instance"],
        ["remove"] = ["--instance"],
        ["start"] = ["--instance"],
        ["stop"] = ["--instance"],
        ["restart"] = ["--instance"],
        ["hash-password"] = [],
        ["completion"] = [],
    };

    private static readonly (string Verb, string Line, string Does)[] Examples =
    [
        ("", "demo", "see it work, without a configuration"),
        ("", "validate stations.csv", "what the file says, and what is wrong with it"),
        ("", "-n -i stations.csv", "run it here, until Ctrl-C"),
        ("", "--startup auto install", "make it a service that starts with the machine"),
        ("install", "--startup auto install", "with the default file, started with the machine"),
        ("install", "install --instance north -i north.csv", "one of several services, with a file of its own"),
        ("install", "install --username plant\\gateway --password secret", "as a user of the domain (Windows)"),
        ("update", "update --startup delayed", "start later when the machine starts"),
        ("update", "update -i other.csv", "another configuration file from the next start on"),
        ("remove", "remove --instance north", "this one of several"),
        ("start", "start --wait 10", "and tell whether it has started within 10 s"),
        ("stop", "stop --wait 10", "and tell whether it has stopped within 10 s"),
        ("restart", "restart --instance north", "this one of several"),
        ("debug", "debug", "see on the screen what the service would do"),
        ("convert", "convert stations.csv -o stations.json", "the same as JSON"),
        ("completion", "completion bash > ~/.local/share/bash-completion/completions/iec104-gateway", "for this user, from the next terminal on"),
    ];

    /// <summary>Takes the place of the parser's help.</summary>
    public static void Replace(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpText((SynchronousCommandLineAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var to = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is not RootCommand root)
        {
            return InvokeOfVerb(parseResult, command);
        }

        to.WriteLine(root.Description);
        to.WriteLine();
        Write(to, "Usage:", [($"{ServiceNames.Program} [options]", "run with the file iec104mm2ss.csv of this folder"), ($"{ServiceNames.Program} VERB [options]", "'VERB --help' says more")]);
        var rest = root.Subcommands.Where(c => !c.Hidden && !Array.Exists(Groups, g => g.Verbs.Contains(c.Name))).Select(c => c.Name);
        foreach (var (heading, verbs) in Groups.Append(("More", [.. rest])))
        {
            Write(to, $"{heading}:", [.. verbs.SelectMany(v => root.Subcommands.Where(c => c.Name == v)).Select(c => (LabelOf(c), c.Description ?? ""))]);
        }

        Write(to, "Options:", [.. root.Options.Where(o => !o.Hidden).Select(o => (LabelOf(o), o.Description ?? ""))]);
        Write(to, "Examples:", ExamplesOf(""));
        to.WriteLine("Exit codes: 0 good; 1 a fault; 2 configuration or command line; 3 no port, the log folder is taken, or a permission is missing.");
        return ExitCode.Good;
    }

    private int InvokeOfVerb(ParseResult parsed, Command verb)
    {
        Option[] hidden = [.. parsed.RootCommandResult.Command.Options.Where(o =>
            o is { Recursive: true, Hidden: false, Action: null } && OptionsOf.TryGetValue(verb.Name, out var known) && !known.Contains(o.Name))];
        Array.ForEach(hidden, o => o.Hidden = true);
        var code = ofVerb.Invoke(parsed);
        Array.ForEach(hidden, o => o.Hidden = false);
        Write(parsed.InvocationConfiguration.Output, "Examples:", ExamplesOf(verb.Name));
        return code;
    }

    private static (string, string)[] ExamplesOf(string verb) => [.. Examples.Where(e => e.Verb == verb).Select(e => ($"{ServiceNames.Program} {e.Line}", e.Does))];

    private static string LabelOf(Command command) => string.Join(' ', command.Arguments.Select(a => a.Name).Prepend(command.Name));

    private static string LabelOf(Option option)
    {
        var names = option.Aliases.Append(option.Name).Where(n => n.StartsWith('-') && n != "-?").OrderBy(n => n.Length);
        return $"{string.Join(", ", names)} {option.HelpName}".TrimEnd();
    }

    // Two columns; what is longer than the left one gets a line of its own.
    private static void Write(TextWriter to, string heading, (string Label, string Text)[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        to.WriteLine(heading);
        foreach (var (label, text) in rows)
        {
            var isShort = label.Length + 3 <= Left;
            if (!isShort)
            {
                to.WriteLine($"  {label}");
            }

            var first = isShort ? $"  {label}".PadRight(Left) : new string(' ', Left);
            foreach (var line in Lines(text))
            {
                to.WriteLine((first + line).TrimEnd());
                first = new string(' ', Left);
            }
        }

        to.WriteLine();
    }

    private static IEnumerable<string> Lines(string text)
    {
        while (text.Length > Width - Left)
        {
            var end = text.LastIndexOf(' ', Width - Left);
            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }
}
