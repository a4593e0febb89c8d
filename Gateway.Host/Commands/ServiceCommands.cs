using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Host.Services;

namespace Gateway.Host.Commands;

/// <summary>The originals' service verbs with their options, for the service manager of Windows and for systemd.</summary>
internal sealed class ServiceCommands
{
    public static readonly string[] Verbs = ["install", "update", "remove", "start", "stop", "restart", "debug"];

    // What may stand before the verb, as in the originals ('--startup auto install'), also mixed, and whether a value follows.
    private static readonly Dictionary<string, bool> Leading = new(StringComparer.Ordinal)
    {
        ["--startup"] = true,
        ["--username"] = true,
        ["--password"] = true,
        ["--wait"] = true,
        ["--perfmonini"] = true,
        ["--perfmondll"] = true,
        ["--interactive"] = false,
        ["--root"] = true,
        ["--unit-folder"] = true,
        ["--program"] = true,
        ["--ini"] = true,
        ["-i"] = true,
        ["--ntp_update_every_sec"] = true,
        ["-t"] = true,
        ["--ntp_server"] = true,
        ["-s"] = true,
        ["--web"] = true,
        ["--web-file"] = true,
        ["--instance"] = true,
        ["--nogui"] = false,
        ["-n"] = false,
        ["--service"] = false,
        ["-c"] = false,
    };

    private readonly Option<string?> _startup = new("--startup") { Description = "How the service starts: manual (default), auto, disabled, delayed.", HelpName = "HOW" };
    private readonly Option<string?> _username = new("--username") { Description = "The user that the service runs as: domain\\user; on Linux a user of this machine.", HelpName = "USER" };
    private readonly Option<string?> _password = new("--password") { Description = "The user's password (Windows).", HelpName = "WORD" };
    private readonly Option<bool> _interactive = new("--interactive") { Description = "Taken, and means nothing: the gateway has no window." };
    private readonly Option<string?> _perfmonIni = new("--perfmonini") { Description = "Taken, and means nothing: counters are at /metrics.", HelpName = "FILE" };
    private readonly Option<string?> _perfmonDll = new("--perfmondll") { Description = "Taken, and means nothing: counters are at /metrics.", HelpName = "FILE" };
    private readonly Option<int?> _wait = new("--wait") { Description = "Wait so long until it has really started or stopped.", HelpName = "SECONDS" };
    private readonly Option<string?> _root = new("--root") { Description = "Linux: write the files below this folder and do nothing else; for packages.", HelpName = "FOLDER" };
    private readonly Option<string?> _unitFolder = new("--unit-folder") { Description = "Linux: where the unit is written; default /etc/systemd/system.", HelpName = "FOLDER" };
    private readonly Option<string?> _program = new("--program") { Description = "The program that the service starts; default: this one.", HelpName = "FILE" };

    private readonly RootOptions _run;
    private readonly IServiceVerbs _verbs;

    private ServiceCommands(RootOptions run, IServiceVerbs verbs)
    {
        (_run, _verbs) = (run, verbs);
        _startup.Validators.Add(r =>
        {
            if (r.Tokens.Count == 1 && KindOf(r.Tokens[0].Value) is null)
            {
                r.AddError($"--startup {r.Tokens[0].Value}: give it manual, auto, disabled or delayed");
            }
        });
        _startup.CompletionSources.Add("manual", "auto", "disabled", "delayed");
        _wait.Validators.Add(RequireSeconds);
    }

    /// <param name="run">The options that the service is started with.</param>
    /// <param name="verbs">This system's.</param>
    /// <param name="again">Runs another command line, for <c>debug</c>.</param>
    public static IEnumerable<Command> All(RootOptions run, IServiceVerbs verbs, Func<string[], Task<int>> again)
    {
        var all = new ServiceCommands(run, verbs);
        yield return all.Verb("install", "Makes it a service of this machine, with the arguments that are given here.", verbs.Install, all.Definition);
        yield return all.Verb("update", "Changes the service; what is not given stays as it is.", verbs.Update, all.Definition);
        yield return all.Verb("remove", "Stops the service and takes it out; configuration and logs stay.", verbs.Remove, all._root);
        yield return all.Verb("start", "Starts the service.", verbs.Start, all._wait);
        yield return all.Verb("stop", "Stops the service.", verbs.Stop, all._wait);
        yield return all.Verb("restart", "Stops the service and starts it again.", verbs.Restart, all._wait);
        var debug = new Command("debug", "Runs here in the foreground what the service would run.");
        debug.SetAction((parsed, _) => all.DebugAsync(parsed, again));
        yield return debug;
    }

    /// <summary>A validator of an option whose value is a number of seconds.</summary>
    public static void RequireSeconds(OptionResult option)
    {
        if (option.Tokens.Count == 1 && (!int.TryParse(option.Tokens[0].Value, out var seconds) || seconds < 0))
        {
            option.AddError($"{option.Option.Name} {option.Tokens[0].Value}: give it a number of seconds");
        }
    }

    /// <summary>The originals' order, options before the verb, in the order of everything else.</summary>
    public static string[] VerbFirst(string[] args)
    {
        var n = 0;
        while (n < args.Length && Leading.TryGetValue(args[n].Split('=')[0], out var hasValue))
        {
            n += hasValue && !args[n].Contains('=') ? 2 : 1;
        }

        return n > 0 && n < args.Length && Verbs.Contains(args[n]) ? [args[n], .. args[..n], .. args[(n + 1)..]] : args;
    }

    private Option[] Definition => [_startup, _username, _password, _interactive, _perfmonIni, _perfmonDll, _root, _unitFolder, _program];

    private Command Verb(string name, string description, Action<ServiceOptions> does, params Option[] options)
    {
        var verb = new Command(name, description);
        Array.ForEach(options, verb.Add);
        verb.SetAction(parsed => Guard(() => does(OptionsOf(parsed))));
        return verb;
    }

    private async Task<int> DebugAsync(ParseResult parsed, Func<string[], Task<int>> again)
    {
        string[] words = [];
        var code = Guard(() =>
        {
            var options = OptionsOf(parsed);
            var (arguments, places) = _verbs.Debug(options);
            words = ["run", .. _run.Foreground(arguments, options.Instance, places)];
        });
        return code == ExitCode.Good ? await again(words) : code;
    }

    private static int Guard(Action does)
    {
        try
        {
            does();
            return ExitCode.Good;
        }
        catch (ServiceException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
    }

    private ServiceOptions OptionsOf(ParseResult parsed) => new()
    {
        Instance = parsed.GetValue(_run.Instance),
        Startup = Given(parsed, _startup) is { } startup ? KindOf(startup) : null,
        Username = Given(parsed, _username),
        Password = Given(parsed, _password),
        Wait = Given(parsed, _wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Interactive = Given(parsed, _interactive),
        PerfmonIni = Given(parsed, _perfmonIni),
        PerfmonDll = Given(parsed, _perfmonDll),
        File = parsed.GetValue(_run.File),
        Arguments = _run.WordsOf(parsed),
        Root = Given(parsed, _root),
        UnitFolder = Given(parsed, _unitFolder),
        Program = Given(parsed, _program),
    };

    // Not every verb has every option.
    private static T? Given<T>(ParseResult parsed, Option<T> option) => parsed.GetResult(option) is null ? default : parsed.GetValue(option);

    private static StartupKind? KindOf(string word) => Enum.TryParse<StartupKind>(word, ignoreCase: true, out var kind) && !char.IsAsciiDigit(word[0]) ? kind : null;
}
