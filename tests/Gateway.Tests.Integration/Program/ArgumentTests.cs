using System.CommandLine;
using System.CommandLine.Help;
using Gateway.Host.Commands;
using Gateway.Host.Services;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Program;

/// <summary>The originals' arguments and verbs, and help for those who mistype them (H1).</summary>
[TestClass]
public sealed class ArgumentTests
{
    private const string Groupless = "iec104MM2SS-1port-v1.0\n";

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "H3")]
    [DataRow("--inni stations.csv", "--inni: did you mean --ini?")]
    [DataRow("--service-start", "--service-start: did you mean --service?")]
    [DataRow("statr", "statr: did you mean start?")]
    [DataRow("quickly", "quickly: there is no such verb")]
    [DataRow("--nt 5", "--nt: did you mean --ntp_update_every_sec or --ntp_server?")]
    [DataRow("--ins north", "--ins: did you mean --instance?")]
    [DataRow("--us scada", "--us: did you mean --username? It belongs to install, update")]
    [DataRow("--zz", "--zz: there is no such option")]
    [DataRow("sta", "sta: did you mean status or start?")]
    [DataRow("--p", "--p: there is no such option")]
    [DataRow("run --startup auto", "--startup: it belongs to install, update")]
    [DataRow("validate stations.csv --wiat 3", "--wiat: did you mean --wait? It belongs to start, stop, restart")]
    [DataRow("validate stations.csv more.csv", "more.csv: validate does not take it")]
    [DataRow("install --startup fast", "--startup fast: give it manual, auto, disabled or delayed")]
    [DataRow("install --startup 1", "--startup 1: give it manual, auto, disabled or delayed")]
    [DataRow("stop --wait soon", "--wait soon: give it a number of seconds")]
    [DataRow("demo --seconds soon", "--seconds soon: give it a number of seconds")]
    [DataRow("demo --seconds -1", "--seconds -1: give it a number of seconds")]
    [DataRow("run --instance ../x", "--instance ../x: give it a name of letters, digits")]
    [DataRow("-i", "Required argument missing for option: '-i'.")]
    [DataRow("completion fish", "fish")]
    public async Task A_word_that_is_not_known_is_named_with_what_was_meant(string words, string says)
    {
        using var program = GatewayProgram.Start(Groupless, words.Split(' '));
        var told = await program.Process.EndAsync(exitCode: 2);
        Assert.Contains(says, told);
        Assert.Contains(" --help'.", told);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow("--help")]
    [DataRow("-h")]
    [DataRow("run -h")]
    public async Task Help_needs_nothing_else(string words)
    {
        using var program = GatewayProgram.Start(file: null, words.Split(' '));
        Assert.Contains("--nogui", await program.Process.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public async Task Help_has_every_verb_and_examples_that_are_understood()
    {
        var root = CommandLine.Create(new RecordingVerbs());
        var help = new StringWriter();
        _ = await root.Parse(["--help"]).InvokeAsync(new InvocationConfiguration { Output = help });
        foreach (var verb in root.Subcommands)
        {
            Assert.Contains($"\n  {verb.Name} ", help.ToString());
            _ = await root.Parse([verb.Name, "--help"]).InvokeAsync(new InvocationConfiguration { Output = help });
        }

        var examples = help.ToString().Split('\n').Where(l => l.StartsWith("  iec104-gateway ", StringComparison.Ordinal) && !l.Contains('[') && !l.Contains('<'))
            .Select(l => l.Trim().Split("  ")[0].Split('>')[0].Trim().Split(' ')[1..]).ToArray();
        Assert.IsGreaterThan(10, examples.Length);
        foreach (var example in examples.Where(e => e[0] != "VERB"))
        {
            Assert.IsEmpty(root.Parse(ServiceCommands.VerbFirst(example)).Errors, string.Join(' ', example));
        }
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow("validate", "--ini", "--ntp_server")]
    [DataRow("stop", "--instance", "--ini")]
    [DataRow("completion", "SHELL", "--instance")]
    [DataRow("install", "--ntp_server", "--wait")]
    public async Task The_help_of_a_verb_has_the_options_that_mean_something_to_it(string verb, string has, string hasNot)
    {
        var help = new StringWriter();
        _ = await CommandLine.Create(new RecordingVerbs()).Parse([verb, "--help"]).InvokeAsync(new InvocationConfiguration { Output = help });
        Assert.Contains(has, help.ToString());
        Assert.DoesNotContain(hasNot, help.ToString());
    }

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "C4")]
    [DataRow("validate stations.csv")]
    [DataRow("validate -i stations.csv")]
    [DataRow("-i stations.csv validate")]
    [DataRow("validate --instance stations")]
    public async Task The_file_to_validate_may_stand_where_run_has_it(string words)
    {
        using var program = GatewayProgram.Start(Groupless, words.Split(' '));
        Assert.Contains("stations.csv: groups 0,", await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public async Task The_version_is_printed()
    {
        using var program = GatewayProgram.Start(file: null, "--version");
        Assert.MatchesRegex(@"^\d+\.\d+\.\d+", await program.Process.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow("--startup auto install", "install startup=Auto")]
    [DataRow("install --startup=delayed", "install startup=Delayed")]
    [DataRow("--username domain\\user --password word --startup manual update", "update startup=Manual username=domain\\user password=word")]
    [DataRow("--interactive --perfmonini a.ini --perfmondll b.dll install", "install interactive perfmonini=a.ini perfmondll=b.dll")]
    [DataRow("--wait 10 stop", "stop wait=10")]
    [DataRow("start --wait 0", "start wait=0")]
    [DataRow("restart", "restart")]
    [DataRow("remove --instance north", "remove instance=north")]
    [DataRow("install -i x.csv -n", "install file=x.csv arguments=--ini x.csv --nogui")]
    [DataRow("-i x.csv install", "install file=x.csv arguments=--ini x.csv")]
    [DataRow("-i x.csv --startup auto -n install", "install startup=Auto file=x.csv arguments=--ini x.csv --nogui")]
    public async Task The_originals_verbs_are_understood_in_their_order_and_in_ours(string words, string means)
    {
        var verbs = new RecordingVerbs();
        Assert.AreEqual(0, await CommandLine.Create(verbs).Parse(ServiceCommands.VerbFirst(words.Split(' '))).InvokeAsync());
        Assert.AreEqual(means, verbs.Called);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Every_option_of_a_service_verb_may_stand_before_it()
    {
        var root = CommandLine.Create(new RecordingVerbs());
        foreach (var verb in root.Subcommands.Where(c => ServiceCommands.Verbs.Contains(c.Name)))
        {
            foreach (var option in verb.Options.Concat(root.Options.Where(o => o.Recursive)).Where(o => o is not HelpOption))
            {
                foreach (var name in option.Aliases.Prepend(option.Name))
                {
                    string[] words = option.ValueType == typeof(bool) ? [name] : [name, "start"];
                    CollectionAssert.AreEqual((string[])[verb.Name, .. words, "--wait", "1"], ServiceCommands.VerbFirst([.. words, "--wait", "1", verb.Name]), $"{name} {verb.Name}");
                }
            }
        }
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(new[] { "--startup", "auto" })]
    [DataRow(new[] { "--startup", "auto", "run" })]
    [DataRow(new[] { "--wait" })]
    [DataRow(new string[0])]
    [DataRow(new[] { "-i", "install" })]
    public void Words_that_are_no_service_verb_stay_where_they_are(string[] words) => CollectionAssert.AreEqual(words, ServiceCommands.VerbFirst(words));

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "H3")]
    public async Task A_service_verb_that_fails_ends_with_its_code()
    {
        var verbs = new RecordingVerbs { Fault = new ServiceException("Only root may do that.", 3) };
        Assert.AreEqual(3, await CommandLine.Create(verbs).Parse(["start"]).InvokeAsync());
        Assert.AreEqual(3, await CommandLine.Create(verbs).Parse(["debug"]).InvokeAsync());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Debug_runs_with_the_services_arguments_and_the_full_name_of_its_file()
    {
        var root = new RootCommand();
        var options = new RootOptions(root);
        var places = new Places("/etc/gateway", "log");
        CollectionAssert.AreEqual(new[] { "--nogui", "--ini", "/etc/gateway/x.csv" }, options.Foreground(["-i", "x.csv", "--nogui"], null, places).ToArray());
        CollectionAssert.AreEqual(new[] { "--ini", "/etc/gateway/north.csv", "--instance", "north" }, options.Foreground([], "north", places).ToArray());
        CollectionAssert.AreEqual(new[] { "--ini", "/a/x.csv" }, options.Foreground(["--ini", "/a/x.csv"], null, places).ToArray());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public async Task A_shell_completes_verbs_options_and_values()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "iec104-gateway"), $"#!/bin/sh\nexec dotnet {GatewayProgram.Executable}.dll \"$@\"\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "try"), """
            set -e
            chmod +x iec104-gateway
            PATH=$PWD:$PATH
            source <(iec104-gateway completion bash)
            complete_line() {
                COMP_LINE=$1 COMP_POINT=${#1}
                COMP_WORDS=($1)
                [[ $1 == *' ' ]] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _iec104_gateway
                echo "$1: ${COMPREPLY[*]}"
            }
            complete_line 'iec104-gateway sto'
            complete_line 'iec104-gateway install --star'
            complete_line 'iec104-gateway install --startup '
            """);
        using var bash = Foreign.Tool.StartIn(folder, "bash", "try");
        var said = await bash.EndAsync();
        Directory.Delete(folder, recursive: true);
        Assert.Contains("iec104-gateway sto: stop\n", said);
        Assert.Contains("--star: --startup\n", said);
        Assert.Contains("--startup : auto delayed disabled manual\n", said);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Every_verb_and_option_stands_in_the_manual()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "command-line.md"));
        var root = CommandLine.Create(new RecordingVerbs());
        foreach (var name in root.Subcommands.Select(c => c.Name).Concat(root.Subcommands.SelectMany(c => c.Options).Concat(root.Options).Select(o => o.Name)))
        {
            Assert.MatchesRegex($@"`([^`\n]* )?{name}\b", manual, $"docs/command-line.md says nothing of {name}");
        }
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public async Task As_a_service_files_are_found_in_systemds_folders()
    {
        var folders = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        using var program = GatewayProgram.StartUnder(
            ["env", $"CONFIGURATION_DIRECTORY={folders}/etc", $"LOGS_DIRECTORY={folders}/log"], Groupless, "--service", "-i", "stations.csv");
        Assert.Contains($"{folders}/etc/stations.csv: found 0 systems", await program.Process.EndAsync(exitCode: 2));
        Assert.IsTrue(File.Exists(Path.Combine(folders, "log", "gateway.log")));
        Directory.Delete(folders, recursive: true);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void As_a_service_files_are_found_beside_the_executable_and_in_a_console_in_the_working_directory()
    {
        var beside = AppContext.BaseDirectory;
        Assert.AreEqual(new Places(beside, Path.Combine(beside, "log")), Places.OfService(null, _ => null) with { Logs = Path.Combine(beside, "log") });
        Assert.AreEqual(Path.Combine(beside, "log", "north"), Places.OfService("north", _ => null).Logs);
        Assert.AreEqual(Path.Combine(beside, "iec104mm2ss.csv"), Places.OfService(null, _ => null).FileOf(null, null));
        Assert.AreEqual(Path.Combine(beside, "north.csv"), Places.OfService("north", _ => null).FileOf(null, "north"));
        Assert.AreEqual("/x/a.json", Places.OfService(null, _ => null).FileOf("/x/a.json", null));
        Assert.AreEqual("x.csv", Places.OfConsole(null).FileOf("x.csv", null));
        Assert.AreEqual("iec104mm2ss.csv", Places.OfConsole(null).FileOf(null, null));
        Assert.AreEqual(Path.Combine("log", "north"), Places.OfConsole("north").Logs);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Where_there_is_a_JSON_file_of_the_default_name_and_no_CSV_it_is_taken()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        var places = new Places(folder, "log");
        File.WriteAllText(Path.Combine(folder, "north.json"), "");
        Assert.AreEqual(Path.Combine(folder, "north.json"), places.FileOf(null, "north"));
        File.WriteAllText(Path.Combine(folder, "north.csv"), "");
        Assert.AreEqual(Path.Combine(folder, "north.csv"), places.FileOf(null, "north"));
        Directory.Delete(folder, recursive: true);
    }
}
