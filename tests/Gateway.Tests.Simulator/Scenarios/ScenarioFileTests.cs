using Gateway.Simulator.Scenarios;
using Gateway.Simulator.Scenarios.Steps;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Simulator.Scenarios;

/// <summary>Reading scenarios: what good ones mean, and what is said of broken ones.</summary>
[TestClass]
public sealed class ScenarioFileTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [TestMethod]
    public void Stations_and_steps_are_read()
    {
        var scenario = Read(
            """
            # A comment.
            title "Two stations"
            set port = 2411
            rtu A ca 7 on 127.0.1.1:$port and 127.0.1.2:${port} k 20 idle 90 s buffer 500 select-only select-timeout 2 s
              signal 1 M_SP_TB_1 ioa 1001 = OFF to 1010
              signal 2 M_DP_TB_1 ioa 3001 = ON wait 200 ms no-gi
              obeys C_DC_NA_1 ioa 21001 -> 3001   # the breaker
            masters m 3 to 127.0.1.1:2411 or 127.0.1.2:2411 from 127.0.0.9 w 4 reconnect 2 s

            section "One"
            START every master
            at 10 s send index 7
            """);
        Assert.AreEqual("Two stations", scenario.Title);
        var (config, signals) = scenario.Rtus.Single();
        Assert.AreEqual("127.0.1.1:2411, 127.0.1.2:2411", string.Join(", ", config.Ports.Select(p => p.Local)));
        Assert.AreEqual((20, 90.0, 500, true), (config.Ports[0].Link.K, config.Ports[1].Link.IdleTimeout.TotalSeconds, config.BufferedEvents, config.RequiresSelect));
        Assert.AreEqual(2, config.SelectTimeout.TotalSeconds);
        Assert.HasCount(11, signals.Rows);
        Assert.AreEqual((2.0, 0.2, false), (signals.Rows[^1].Value.Number, signals.Rows[^1].Wait.TotalSeconds, signals.Rows[^1].IsInterrogated));
        Assert.AreEqual("3001", signals.Commands.Single().Status.ToString());
        Assert.AreEqual("m1 127.0.0.9, m2 127.0.0.10, m3 127.0.0.11", string.Join(", ", scenario.Masters.Select(m => $"{m.Name} {m.LocalAddress}")));
        Assert.AreEqual((2, 4, 2.0, 7), (scenario.Masters[0].Targets.Length, scenario.Masters[0].Link.W, scenario.Masters[0].Reconnect!.Value.TotalSeconds, scenario.Masters[0].Address.Value));
        Assert.AreEqual((12, 10.0, "One", "at 10 s send index 7"), (scenario.Steps[1].Line, scenario.Steps[1].At!.Value.TotalSeconds, scenario.Steps[1].Section, scenario.Steps[1].Text));
    }

    [TestMethod]
    public void The_command_lines_variables_go_before_the_files()
    {
        var content = Parse("set gateway = 127.0.0.1:2404\nmaster m1 to $gateway\nstart m1", new() { ["gateway"] = "127.0.0.9:2500" });
        Assert.AreEqual("127.0.0.9:2500", content.Scenario!.Masters[0].Targets[0].ToString());
        Assert.AreEqual("127.0.0.9:2500", content.Scenario.Variables["gateway"]);
    }

    [TestMethod]
    [DataRow("snd index 7", "t.scenario:3:1: \"snd\" is no step: send, move,")]
    [DataRow("send index seven", "t.scenario:3:12: \"seven\" is not an index: a whole number 0..")]
    [DataRow("send index 7 from B", "t.scenario:3:19: there is no RTU \"B\": there is A")]
    [DataRow("send index 7 from A twice", "t.scenario:3:21: \"twice\" is one word too many: send index N [from RTUS]")]
    [DataRow("send M_SP_TB_9 ioa 1 = 1", "t.scenario:3:6: \"M_SP_TB_9\" is no type identification, as M_SP_TB_1 or 30")]
    [DataRow("send M_SP_TB_1 ioa 16777216 = 1", "t.scenario:3:20: \"16777216\" is not an information object address: a whole number 0..16777215")]
    [DataRow("send M_SP_TB_1 ioa 1 = high", "t.scenario:3:24: \"high\" is no value: a number, ON, OFF, or octets as 0x01C4")]
    [DataRow("at ten s send index 7", "t.scenario:3:4: \"ten\" is no time: write a number and ms, s, min or h, as \"5 s\"")]
    [DataRow("wait 5", "t.scenario:3:6: \"5\" is no time")]
    [DataRow("start", "t.scenario:3:6: the line ends where the name of a master, or \"every master\" must follow")]
    [DataRow("start m2", "t.scenario:3:7: there is no master \"m2\": there is m1")]
    [DataRow("expect at m1 within 5 s", "t.scenario:3:8: \"at\" stands where a condition (TYPE ca N")]
    [DataRow("expect ioa 1001 = ON within 5 s", "t.scenario:3:22: \"within\" stands where \"at\" must follow")]
    [DataRow("expect ioa 10..5 at m1", "t.scenario:3:12: \"10..5\" is no information object address: 0..16777215, or a range as 1001..1010")]
    [DataRow("expect ioa 1 cot spontan at m1", "t.scenario:3:18: \"spontan\" is no cause of transmission: 1..63, or per, back, spont")]
    [DataRow("expect ioa 1 quality bad at m1", "t.scenario:3:22: \"bad\" is no quality: good, or of")]
    [DataRow("command C_XX_NA_1 ioa 1 = ON", "t.scenario:3:9: \"C_XX_NA_1\" is no command.")]
    [DataRow("command C_DC_NA_1 ioa 1 = MAYBE", "t.scenario:3:27: \"MAYBE\" does not fit C_DC_NA_1: OFF (1) or ON (2).")]
    [DataRow("command C_SC_NA_1 ioa 1 = ON expect yes", "t.scenario:3:37: \"yes\" is no answer: positive, negative, unknown (cause 44..47) or silence")]
    [DataRow("fault lazy at A", "t.scenario:3:7: \"lazy\" is no fault: no-oa,")]
    [DataRow("master m9 to $gateway", "t.scenario:3:14: nobody has set $gateway: write \"set gateway = VALUE\" above, or give gateway=VALUE on the command line")]
    [DataRow("master m9 to 127.0.0.1", "t.scenario:3:14: \"127.0.0.1\" is no HOST:PORT, as 127.0.0.1:2404")]
    [DataRow("master m9 from 127.0.0.2", "t.scenario:3:25: the line ends where \"to HOST:PORT\", where master m9 connects to, must follow")]
    [DataRow("rtu A ca 9 on 127.0.1.1:2405", "t.scenario:3:5: A is named already above: give this one another name")]
    [DataRow("rtu B on 127.0.1.1:2405", "t.scenario:3:24: the line ends where \"ca N\", the number of RTU B, must follow")]
    [DataRow("rtus from nowhere.csv", "t.scenario:3:11: there is no file nowhere.csv: files are looked for from the scenario's folder")]
    [DataRow("title \"open", "t.scenario:3:7: the quote is not closed: put a \" at the end of the text")]
    [DataRow("signal 1 M_SP_TB_1 ioa 1 = 7", "t.scenario:3:28: \"7\" does not fit: a value of M_SP_TB_1 is a whole number from 0 to 1")]
    [DataRow("send 255 ioa 4 = 3", "t.scenario:3:18: \"3\" does not fit: nothing is known of type 255: write its elements octet by octet, as 0x01C4")]
    [DataRow("command C_BO_NA_1 ioa 1 = 5 select", "t.scenario:3:27: A bitstring command (51, 64) has no select: leave it out.")]
    [DataRow("command C_SC_NA_1 ioa 1 = ON qualifier 100", "t.scenario:3:27: The qualifier 100 does not fit C_SC_NA_1: 0..31.")]
    [DataRow("wait 99999999999999999999 s", "t.scenario:3:6: \"99999999999999999999 s\" is too long: at most 720 h")]
    [DataRow("at 721 h start m1", "t.scenario:3:4: \"721 h\" is too long: at most 720 h")]
    [DataRow("move A at Infinity per second", "t.scenario:3:11: \"Infinity\" is not a rate: a number, 0 to 1000000")]
    [DataRow("move A at 2e6 per second", "t.scenario:3:11: \"2e6\" is not a rate: a number, 0 to 1000000")]
    [DataRow("master m9 to 127.0.0.1:2404 t1 0 s", "t.scenario:3:32: t1 must be above 0")]
    [DataRow("set a = 1\nset a = 2", "t.scenario:4:5: a is set above already: leave one of them out")]
    public void A_fault_is_told_with_line_column_and_what_would_be_right(string line, string fault)
    {
        var content = Parse("rtu A ca 7 on 127.0.1.1:2404\nmaster m1 to 127.0.1.1:2404\n" + line, NoVariables);
        Assert.IsNull(content.Scenario);
        Assert.StartsWith(fault, content.Faults.Single().ToString());
    }

    [TestMethod]
    public void All_faults_are_told_at_once()
    {
        var content = Parse("rtu A ca 7 on 127.0.1.1:2404\nsnd\nstart m1\nwait 5 s", NoVariables);
        CollectionAssert.AreEqual(new[] { 2, 3 }, content.Faults.Select(f => f.Line).ToArray());
    }

    [TestMethod]
    public void A_scenario_without_a_step_is_none() =>
        Assert.Contains("there is no step", Parse("title \"empty\"", NoVariables).Faults.Single().Message);

    [TestMethod]
    public void A_file_that_is_not_there_is_a_fault() =>
        Assert.StartsWith("nowhere.scenario:1:1: cannot be read:", ScenarioFile.Read("nowhere.scenario").Faults.Single().ToString());

    [TestMethod]
    public void Every_sample_is_without_fault()
    {
        var samples = Directory.GetFiles(Path.Combine(Repository.Root, "config", "simulator"), "*.scenario");
        Assert.IsGreaterThanOrEqualTo(8, samples.Length);
        var faults = samples.Select(s => ScenarioFile.Read(s)).SelectMany(c => c.Faults.Select(f => f.ToString()).Concat(c.Findings.Select(f => f.ToString())));
        Assert.AreEqual("", string.Join('\n', faults));
    }

    [TestMethod]
    public void The_reference_of_all_words_is_what_the_program_reads()
    {
        // With GATEWAY_WRITE_DOCS=1 it is written anew.
        var path = Path.Combine(Repository.Root, "docs", "simulator.md");
        var document = File.ReadAllText(path);
        var right = With(document, "steps", StepTable.All.Select(s => (s.Syntax, s.Meaning)));
        right = With(right, "declarations", Declarations.All);
        if (Environment.GetEnvironmentVariable("GATEWAY_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, right);
        }

        Assert.AreEqual(right, File.ReadAllText(path));
    }

    private static string With(string document, string name, IEnumerable<(string Syntax, string Meaning)> rows)
    {
        var (begin, end) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var lines = rows.Select(r => $"| `{r.Syntax.Replace("|", "\\|", StringComparison.Ordinal)}` | {r.Meaning} |");
        var table = $"{begin}\n| line | meaning |\n| --- | --- |\n{string.Join('\n', lines)}\n{end}";
        return document[..document.IndexOf(begin, StringComparison.Ordinal)] + table + document[(document.IndexOf(end, StringComparison.Ordinal) + end.Length)..];
    }

    private static Scenario Read(string text)
    {
        var content = Parse(text, NoVariables);
        Assert.AreEqual("", string.Join('\n', content.Faults));
        return content.Scenario!;
    }

    private static ScenarioContent Parse(string text, Dictionary<string, string> variables) => ScenarioFile.Parse("t.scenario", text.Split('\n'), variables);
}
