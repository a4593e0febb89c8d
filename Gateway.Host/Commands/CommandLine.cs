using System.CommandLine;

namespace Gateway.Host.Commands;

/// <summary>The command line (H1): arguments in the originals' words, verbs of ours; <c>run</c> is the default.</summary>
internal static class CommandLine
{
    private const string DefaultFile = "iec104mm2ss.csv";

    /// <returns>The process' exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var file = new Option<string>("--ini", "-i")
        {
            Description = "The configuration file; its extension chooses the loader.",
            HelpName = "FILE",
            DefaultValueFactory = _ => DefaultFile,
            Recursive = true,
        };
        var noGui = new Option<bool>("--nogui", "-n") { Description = "No dashboard.", Recursive = true };
        var root = new RootCommand("IEC 60870-5-104 gateway: many masters share one RTU, and no event is lost.") { file, noGui };
        var run = new Command("run", "Runs the gateway until SIGTERM or Ctrl-C. The default.");
        var validate = new Command("validate", "Reports what is wrong with a configuration file; changes nothing. Exit code 2 when a row was skipped.");
        var validated = new Argument<string>("FILE") { Description = "The configuration file." };
        validate.Add(validated);
        var convert = new Command("convert", "Writes a configuration file as JSON. Exit code 2 when a row is in error: then nothing is written.");
        var converted = new Argument<string>("FILE") { Description = "The configuration file; its extension chooses the loader." };
        var output = new Option<string?>("--output", "-o") { Description = "Where to write; its extension names the form. Without it: standard output, JSON.", HelpName = "OUT" };
        convert.Add(converted);
        convert.Add(output);
        var demo = new Command("demo", "Runs a gateway, a simulated RTU and two masters in this process; needs no configuration.");
        var seconds = new Option<int>("--seconds") { Description = "Stop after so many seconds; 0: run until Ctrl-C.", HelpName = "S" };
        demo.Add(seconds);
        var words = new RunOptions.Words();
        words.AddTo(root);
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

        root.SetAction((parsed, _) => RunCommand.RunAsync(words.Of(parsed, parsed.GetValue(file)!, parsed.GetValue(noGui))));
        run.SetAction((parsed, _) => RunCommand.RunAsync(words.Of(parsed, parsed.GetValue(file)!, parsed.GetValue(noGui))));
        status.SetAction((parsed, _) => StatusCommand.RunAsync(words.Meant(parsed, file), parsed.GetValue(json)));
        reload.SetAction((parsed, _) => ReloadCommand.RunAsync(words.Meant(parsed, file), parsed.GetValue(preview)));
        hash.SetAction(_ => HashPasswordCommand.Run());
        validate.SetAction(parsed => ValidateCommand.Run(parsed.GetValue(validated)!));
        convert.SetAction(parsed => ConvertCommand.Run(parsed.GetValue(converted)!, parsed.GetValue(output)));
        demo.SetAction((parsed, _) => DemoCommand.RunAsync(parsed.GetValue(seconds), words.Of(parsed, "demo", parsed.GetValue(noGui))));

        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
    }
}
