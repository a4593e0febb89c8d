using System.CommandLine;
using System.CommandLine.Invocation;
using Gateway.Host.Services;
using Gateway.Host.Services.Systemd;
using Gateway.Host.Services.Windows;

namespace Gateway.Host.Commands;

/// <summary>The command line (H1): arguments in the originals' words, verbs of ours; <c>run</c> is the default.</summary>
internal static class CommandLine
{
    /// <returns>The process' exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Create(ThisSystem());
        var parsed = root.Parse(ServiceCommands.VerbFirst(args));
        if (parsed.Action is ParseErrorAction)
        {
            UsageErrors.Tell(parsed, Console.Error);
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <param name="service">What does the service verbs.</param>
    public static RootCommand Create(IServiceVerbs service)
    {
        var root = new RootCommand("IEC 60870-5-104 gateway: many masters share one RTU, and no event is lost.");
        var options = new RootOptions(root);
        var run = new Command("run", "Runs the gateway until SIGTERM or Ctrl-C. The default.");
        var validate = new Command("validate", "Reports what is wrong with a configuration file; changes nothing. Exit code 2 when a row was skipped.");
        var validated = new Argument<string?>("FILE") { Description = "The configuration file; without it, the one of -i, or what 'run' would take.", Arity = ArgumentArity.ZeroOrOne };
        validate.Add(validated);
        var convert = new Command("convert", "Writes a configuration file as JSON. Exit code 2 when a row is in error: then nothing is written.");
        var converted = new Argument<string?>("FILE") { Description = "The configuration file; without it, the one of -i, or what 'run' would take.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string?>("--output", "-o") { Description = "Where to write; its extension names the form. Without it: standard output, JSON.", HelpName = "OUT" };
        convert.Add(converted);
        convert.Add(output);
        var demo = new Command("demo", "Runs a gateway, simulated RTUs and masters in this process, with the page; needs no configuration.");
        var length = new Option<int>("--seconds") { Description = "Stop after so many seconds; 0: run until Ctrl-C.", HelpName = "S" };
        length.Validators.Add(ServiceCommands.RequireSeconds);
        demo.Add(length);
        var status = new Command("status", "Tells what a running gateway does; with several, name one with -i or --instance.");
        var json = new Option<bool>("--json") { Description = "The JSON document instead of the table." };
        status.Add(json);
        var reload = new Command("reload", "A running gateway reads its configuration file anew; only groups that changed restart. Exit code 2 when it has errors: nothing changes.");
        var preview = new Option<bool>("--preview") { Description = "Only tell what would be done." };
        reload.Add(preview);
        var hash = new Command("hash-password", "Asks for a password of the web page and prints what the configuration holds of it.");
        root.Add(status);
        root.Add(reload);
        root.Add(hash);
        root.Add(run);
        root.Add(validate);
        root.Add(convert);
        root.Add(demo);

        root.SetAction(RunAsync);
        run.SetAction(RunAsync);
        status.SetAction((parsed, _) => StatusCommand.RunAsync(options.Meant(parsed), parsed.GetValue(json)));
        reload.SetAction((parsed, _) => ReloadCommand.RunAsync(options.Meant(parsed), parsed.GetValue(preview)));
        hash.SetAction(_ => HashPasswordCommand.Run());
        validate.SetAction(parsed => ValidateCommand.Run(parsed.GetValue(validated) ?? options.FileToRun(parsed)));
        convert.SetAction(parsed => ConvertCommand.Run(parsed.GetValue(converted) ?? options.FileToRun(parsed), parsed.GetValue(output)));
        demo.SetAction((parsed, _) => DemoCommand.RunAsync(parsed.GetValue(length), parsed.GetValue(options.Web), parsed.GetValue(options.NoGui)));
        foreach (var verb in ServiceCommands.All(options, service, CommandLine.RunAsync))
        {
            root.Add(verb);
        }

        root.Add(CompletionCommand.Create());
        HelpText.Replace(root);
        return root;

        Task<int> RunAsync(ParseResult parsed, CancellationToken stop) =>
            Launch.RunAsync(parsed, options);
    }

    private static IServiceVerbs ThisSystem() => OperatingSystem.IsWindows()
        ? new WindowsService(ServiceManager.Open, Console.Out.WriteLine)
        : new SystemdService(new Systemctl(), Console.Out.WriteLine);
}
