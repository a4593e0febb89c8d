using System.CommandLine;
using Gateway.Host.Services;

namespace Gateway.Host.Commands;

/// <summary>The options that the gateway runs with. They stand at the root and are understood behind every verb.</summary>
internal sealed class RootOptions
{
    private readonly RootCommand _root;

    public RootOptions(RootCommand root)
    {
        _root = root;
        Instance.Validators.Add(r =>
        {
            if (r.Tokens.Count == 1 && !ServiceNames.IsInstance(r.Tokens[0].Value))
            {
                r.AddError($"--instance {r.Tokens[0].Value}: give it a name of letters, digits, '-', '_' and '.', at most 64");
            }
        });
        root.Add(File);
        root.Add(UpdateSeconds);
        root.Add(Servers);
        root.Add(NoGui);
        root.Add(Web);
        root.Add(WebFile);
        root.Add(Service);
        root.Add(Instance);
    }

    public Option<string?> File { get; } = new("--ini", "-i")
    {
        Description = $"The configuration file; its extension chooses the loader. Default {Places.DefaultFile}.csv, or .json; with --instance: NAME.csv, or .json.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<string?> UpdateSeconds { get; } = new("--ntp_update_every_sec", "-t")
    {
        Description = "How often time servers are asked, in seconds; the file's row overrides it. 900 without both.",
        HelpName = "S",
        Recursive = true,
    };

    public Option<string[]> Servers { get; } = new("--ntp_server", "-s")
    {
        Description = "A time server: HOST or HOST:PORT. May be repeated; the file's servers are asked behind these.",
        HelpName = "HOST",
        DefaultValueFactory = _ => [],
        Recursive = true,
    };

    public Option<bool> NoGui { get; } = new("--nogui", "-n") { Description = "No dashboard.", Recursive = true };

    public Option<string?> Web { get; } = new("--web")
    {
        Description = "Where page, status and metrics are served: ADDRESS:PORT, or 'off'. Without it 127.0.0.1:8104, or what the configuration says.",
        HelpName = "ADDRESS:PORT",
        Recursive = true,
    };

    public Option<string?> WebFile { get; } = new("--web-file")
    {
        Description = "A JSON file with the property 'web' (users, certificate), for a configuration in another form.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<bool> Service { get; } = new("--service", "-c")
    {
        Description = "Run as a service: under the service manager of Windows or systemd; files are found beside the executable, or in the unit's folders.",
        Recursive = true,
    };

    public Option<string?> Instance { get; } = new("--instance")
    {
        Description = $"Which of several services: it is called {ServiceNames.Program}@NAME, and its logs lie in a folder NAME. Also which running gateway 'status' and 'reload' mean.",
        HelpName = "NAME",
        Recursive = true,
    };

    /// <summary>Which running gateway <c>status</c> and <c>reload</c> mean; null: whichever runs.</summary>
    public string? Meant(ParseResult parsed) => parsed.GetValue(Instance) ?? parsed.GetValue(File);

    /// <summary>What <c>run</c> would take, from here.</summary>
    public string FileToRun(ParseResult parsed) => Places.OfConsole(parsed.GetValue(Instance)).FileOf(parsed.GetValue(File), parsed.GetValue(Instance));

    /// <summary>What was given of them, as words for a service's command line.</summary>
    public IReadOnlyList<string> WordsOf(ParseResult parsed) => [.. WordsOf(parsed, Given)];

    /// <summary>These words for a run in the foreground: with the file's full name, and with the instance.</summary>
    public IReadOnlyList<string> Foreground(IReadOnlyList<string> words, string? instance, Places places)
    {
        var parsed = _root.Parse([.. words]);
        return
        [
            .. WordsOf(parsed, o => Given(o) && o != File),
            File.Name, places.FileOf(parsed.GetValue(File), instance),
            .. instance is null ? (string[])[] : [Instance.Name, instance],
        ];
    }

    private IEnumerable<string> WordsOf(ParseResult parsed, Func<Option, bool> isWanted) =>
        _root.Options.Where(isWanted).SelectMany(o => parsed.GetResult(o) is { Implicit: false } given ? WordsOf(o, [.. given.Tokens.Select(t => t.Value)]) : []);

    // That it is a service, and which, the unit says.
    private bool Given(Option option) => option.Recursive && option != Instance && option != Service && option.Action is null;

    // A flag has no value; what may be repeated has several.
    private static IEnumerable<string> WordsOf(Option option, string[] values) =>
        option.ValueType == typeof(bool) ? [option.Name] : values.SelectMany(v => new[] { option.Name, v });
}
