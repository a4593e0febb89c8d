using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Simulator.Files;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios;

/// <summary>Reads what stands above the steps: RTUs with their signals, and masters.</summary>
/// <param name="folder">Where files are looked for that the scenario names.</param>
internal sealed class Declarations(string folder)
{
    /// <summary>The words, for errors.</summary>
    public const string Known = "title, set, rtu, rtus, signal, signals, obeys, master, masters, section";

    /// <summary>The forms, for the documentation.</summary>
    public static readonly IReadOnlyList<(string Syntax, string Meaning)> All =
    [
        ("title \"TEXT\"", "The report's title."),
        ("set NAME = VALUE", "A variable, unless the command line gives it; `$NAME` or `${NAME}` stands for its value. `--gateway HOST:PORT` gives `gateway`."),
        ("section \"TEXT\"", "A heading in the report."),
        ("rtus from FILE [listen ADDRESS] [named NAMES]", "All RTUs of an `iec104rs.csv`, or those named (`named \"S/S A\" and \"S/S B\"`)."),
        ("rtu NAME ca N on ADDRESS:PORT [and ADDRESS:PORT ...] [signals from FILE] [k N] [w N] [t1 TIME] [t2 TIME] [t3 TIME] [idle TIME] [buffer N] [select-only] [select-timeout TIME]", "An RTU; several ports are redundant ones, `select-only` refuses commands that were not selected; a select holds for 30 s, or this time."),
        ("signal INDEX TYPE ioa N = VALUE [no-gi] [wait TIME] [to N]", "A point of the RTU above, or with `to` a range of them up to this address."),
        ("obeys TYPE ioa N -> N", "A command that the RTU above obeys, and the point that answers."),
        ("master NAME to HOST:PORT [or HOST:PORT ...] [from ADDRESS] [ca N] [oa N] [k N] [w N] [t0 TIME] [t1 TIME] [t2 TIME] [t3 TIME] [reconnect [TIME]]", "A master; targets are tried in their order. Without `ca` the number of the scenario's only RTU, or 1."),
        ("masters NAME N to ...", "The same N times: NAME1, NAME2 ... from addresses that follow each other."),
    ];

    public List<RtuDefinition> Rtus { get; } = [];

    public List<MasterConfig> Masters { get; } = [];

    public List<string> Files { get; } = [];

    /// <summary>Reads a line if it is one of these.</summary>
    /// <param name="words">The line.</param>
    /// <param name="line">Its number.</param>
    /// <param name="findings">What the files say that it names.</param>
    /// <returns>False: it is something else.</returns>
    public bool TryRead(WordReader words, int line, ICollection<FileFinding> findings)
    {
        if (words.TryTake("rtus"))
        {
            ReadFile(words, findings);
        }
        else if (words.TryTake("rtu"))
        {
            ReadRtu(words, findings);
        }
        else if (words.TryTake("signal"))
        {
            var rtu = Last();
            Rtus[^1] = rtu with { Signals = PointWords.AddSignals(rtu.Signals, words, line) };
        }
        else if (words.TryTake("obeys"))
        {
            var rtu = Last();
            Rtus[^1] = rtu with { Signals = PointWords.AddCommand(rtu.Signals, words, line) };
        }
        else if (words.TryTake("masters"))
        {
            ReadMasters(words);
        }
        else if (words.TryTake("master"))
        {
            Add(MasterWords.Read(words, NewName(words), OnlyNumber));
        }
        else
        {
            return false;
        }

        words.End();
        return true;
    }

    private void ReadFile(WordReader words, ICollection<FileFinding> findings)
    {
        words.Take("from");
        var word = words.Next("a file, as iec104rs.csv");
        var path = Found(word);
        var listen = IPAddress.Any;
        var named = new List<Word>();
        if (words.TryTake("listen"))
        {
            listen = words.Address();
        }

        if (words.TryTake("named"))
        {
            do
            {
                named.Add(words.Next("the name of an RTU"));
            }
            while (words.TryTake("and"));
        }

        var content = RtuFile.Read(path, listen);
        foreach (var finding in content.Findings)
        {
            findings.Add(finding);
        }

        foreach (var name in named)
        {
            if (!content.Rtus.Any(r => r.Config.Name == name.Text))
            {
                throw new WordingException(name.Column, $"{word.Text} has no RTU \"{name.Text}\": there are {string.Join(", ", content.Rtus.Select(r => $"\"{r.Config.Name}\""))}");
            }
        }

        Rtus.AddRange(content.Rtus.Where(r => named.Count == 0 || named.Any(n => n.Text == r.Config.Name)));
        Files.Add(path);
    }

    private void ReadRtu(WordReader words, ICollection<FileFinding> findings)
    {
        var config = new RtuConfig { Name = NewName(words), Number = default, Ports = [] };
        var link = LinkConfig.Default;
        var signals = RtuSignals.None;
        while (!words.IsAtEnd)
        {
            if (words.TryTake("signals"))
            {
                words.Take("from");
                var path = Found(words.Next("a signal file, as data/iodata1.csv"));
                signals = SignalFile.Read(path, findings) ?? RtuSignals.None;
                Files.Add(path);
            }
            else if (!RtuWords.TryRead(words, ref config) && !LinkWords.TryRead(words, ref link))
            {
                throw words.Fault($"{RtuWords.Known}, signals from, k, w, t1, t2, t3 or idle");
            }
        }

        if (config.Number == default || config.Ports.IsEmpty)
        {
            throw words.Fault(config.Number == default ? $"\"ca N\", the number of RTU {config.Name}," : $"\"on ADDRESS:PORT\", where RTU {config.Name} listens,");
        }

        Rtus.Add(new RtuDefinition(config with { Ports = [.. config.Ports.Select(p => p with { Link = link })] }, signals));
    }

    private void ReadMasters(WordReader words)
    {
        var name = words.Next("a name").Text;
        var count = (int)words.Number("how many masters", 1, 1000);
        var first = MasterWords.Read(words, name + "1", OnlyNumber);
        for (var number = 0; number < count; number++)
        {
            Add(first with { Name = $"{name}{number + 1}", LocalAddress = first.LocalAddress is { } from ? Addresses.After(from, number) : null });
        }
    }

    private CommonAddress OnlyNumber => Rtus.Count == 1 ? Rtus[0].Config.Number : new CommonAddress(1);

    private void Add(MasterConfig master)
    {
        if (Masters.Any(m => m.Name.Equals(master.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new WordingException(1, $"there are two masters {master.Name}: give this one another name");
        }

        Masters.Add(master);
    }

    private string NewName(WordReader words)
    {
        var word = words.Next("a name");
        return Rtus.Any(r => r.Config.Name.Equals(word.Text, StringComparison.OrdinalIgnoreCase)) || Masters.Any(m => m.Name.Equals(word.Text, StringComparison.OrdinalIgnoreCase))
            ? throw new WordingException(word.Column, $"{word.Text} is named already above: give this one another name")
            : word.Text;
    }

    private RtuDefinition Last() =>
        Rtus.Count > 0 ? Rtus[^1] : throw new WordingException(1, "there is no RTU above that this line belongs to: write \"rtu A ca 1 on 127.0.1.1:2404\" before it");

    private string Found(Word word)
    {
        var path = Path.Combine(folder, word.Text);
        return File.Exists(path) ? path : throw new WordingException(word.Column, $"there is no file {path}: files are looked for from the scenario's folder");
    }
}
