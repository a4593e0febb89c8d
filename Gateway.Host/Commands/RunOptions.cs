using System.CommandLine;

namespace Gateway.Host.Commands;

/// <summary>What the command line says about a gateway that runs, or is to run.</summary>
/// <param name="File">The configuration file.</param>
/// <param name="Web"><c>--web</c>; null: not said.</param>
/// <param name="WebFile">A JSON file whose <c>web</c> holds, for configurations in another form.</param>
/// <param name="Instance">What it is named by; the file's full path where that is not said.</param>
internal sealed record RunOptions(string File, bool NoGui, string? Web, string? WebFile, string Instance)
{
    /// <summary>The options besides <c>-i</c> and <c>-n</c>.</summary>
    internal sealed class Words
    {
        private readonly Option<string?> _web = new("--web")
        {
            Description = "Where page, status and metrics are served: ADDRESS:PORT, or 'off'. Without it 127.0.0.1:8104, or what the configuration says.",
            HelpName = "ADDRESS:PORT",
            Recursive = true,
        };

        private readonly Option<string?> _webFile = new("--web-file")
        {
            Description = "A JSON file with the property 'web' (users, certificate), for a configuration in another form.",
            HelpName = "FILE",
            Recursive = true,
        };

        private readonly Option<string?> _instance = new("--instance")
        {
            Description = "The running gateway's name for 'status' and 'reload'; without it the configuration file's full path.",
            HelpName = "NAME",
            Recursive = true,
        };

        public void AddTo(RootCommand root)
        {
            root.Add(_web);
            root.Add(_webFile);
            root.Add(_instance);
        }

        public RunOptions Of(ParseResult parsed, string file, bool noGui) =>
            new(file, noGui, parsed.GetValue(_web), parsed.GetValue(_webFile), parsed.GetValue(_instance) ?? Path.GetFullPath(file));

        /// <summary>Which running gateway is meant; null: whichever runs.</summary>
        public string? Meant(ParseResult parsed, Option<string> file) =>
            parsed.GetValue(_instance) ?? (parsed.GetResult(file) is { Implicit: false } ? parsed.GetValue(file) : null);
    }
}
