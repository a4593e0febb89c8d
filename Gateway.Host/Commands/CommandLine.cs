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
        var seconds = new Option<string?>("--ntp_update_every_sec", "-t") { Description = "How often time servers are asked, in seconds; the file's row overrides it. 900 without both.", HelpName = "S", Recursive = true };
        var servers = new Option<string[]>("--ntp_server", "-s") { Description = "A time server: HOST or HOST:PORT. May be repeated; the file's servers are asked behind these.", HelpName = "HOST", DefaultValueFactory = _ => [], Recursive = true };
        var noGui = new Option<bool>("--nogui", "-n") { Description = "No dashboard.", Recursive = true };
        var root = new RootCommand("IEC 60870-5-104 gateway: many masters share one RTU, and no event is lost.") { file, seconds, servers, noGui };
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
        var length = new Option<int>("--seconds") { Description = "Stop after so many seconds; 0: run until Ctrl-C.", HelpName = "S" };
        demo.Add(length);
        root.Add(run);
        root.Add(validate);
        root.Add(convert);
        root.Add(demo);

        Task<int> RunAsync(ParseResult parsed) => RunCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(seconds), parsed.GetValue(servers) ?? []);
        root.SetAction((parsed, _) => RunAsync(parsed));
        run.SetAction((parsed, _) => RunAsync(parsed));
        validate.SetAction(parsed => ValidateCommand.Run(parsed.GetValue(validated)!));
        convert.SetAction(parsed => ConvertCommand.Run(parsed.GetValue(converted)!, parsed.GetValue(output)));
        demo.SetAction((parsed, _) => DemoCommand.RunAsync(parsed.GetValue(length)));

        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
    }
}
