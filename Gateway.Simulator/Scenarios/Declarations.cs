using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Simulator.Files;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Scenarios.Steps;
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
        ("rtu NAME ca N on ADDRESS:PORT [and ADDRESS:PORT ...] [signals from FILE] [k N] [w N] [t1 TIME] [t2 TIME] [t3 TIME] [idle TIME] [buffer N] [select-only]", "An RTU; several ports are redundant ones, `select-only` refuses commands that were not selected."),
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
            ReadSignal(words, line);
        }
        else if (words.TryTake("obeys"))
        {
            ReadCommand(words, line);
        }
        else if (words.TryTake("masters"))
        {
            ReadMasters(words);
        }
        else if (words.TryTake("master"))
        {
            Add(ReadMaster(words, NewName(words)));
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
        var name = NewName(words);
        CommonAddress? number = null;
        var ports = new List<IPEndPoint>();
        var link = LinkConfig.Default;
        var signals = RtuSignals.None;
        var buffer = 20_000;
        var selectOnly = false;
        while (!words.IsAtEnd)
        {
            if (words.TryTake("ca"))
            {
                number = words.CommonAddress();
            }
            else if (words.TryTake("on"))
            {
                do
                {
                    ports.Add(words.EndPoint());
                }
                while (words.TryTake("and"));
            }
            else if (words.TryTake("signals"))
            {
                words.Take("from");
                var path = Found(words.Next("a signal file, as data/iodata1.csv"));
                signals = SignalFile.Read(path, findings) ?? RtuSignals.None;
                Files.Add(path);
            }
            else if (words.TryTake("buffer"))
            {
                buffer = (int)words.Number("a number of events", 1, 10_000_000);
            }
            else if (words.TryTake("select-only"))
            {
                selectOnly = true;
            }
            else if (!LinkWords.TryRead(words, ref link))
            {
                throw words.Fault("ca, on, signals from, k, w, t1, t2, t3, idle, buffer or select-only");
            }
        }

        if (number is null || ports.Count == 0)
        {
            throw words.Fault(number is null ? $"\"ca N\", the number of RTU {name}," : $"\"on ADDRESS:PORT\", where RTU {name} listens,");
        }

        Rtus.Add(new RtuDefinition(
            new RtuConfig
            {
                Name = name,
                Number = number.Value,
                Ports = [.. ports.Select(p => new RtuPort(p) { Link = link })],
                BufferedEvents = buffer,
                RequiresSelect = selectOnly,
            },
            signals));
    }

    private void ReadSignal(WordReader words, int line)
    {
        var rtu = Last();
        var index = (int)words.Number("an index", 1, int.MaxValue);
        var (type, address, value) = SignalWords.Read(words);
        var (isInterrogated, wait, last) = (true, TimeSpan.Zero, address);
        while (!words.IsAtEnd)
        {
            if (words.TryTake("no-gi"))
            {
                isInterrogated = false;
            }
            else if (words.TryTake("wait"))
            {
                wait = words.Duration();
            }
            else if (words.TryTake("to"))
            {
                last = new((uint)words.Number("the last information object address", address.Value, Math.Min(InformationObjectAddress.Max, address.Value + 99_999)));
            }
            else
            {
                throw words.Fault("no-gi, wait or to");
            }
        }

        var rows = Enumerable.Range((int)address.Value, (int)(last.Value - address.Value + 1))
            .Select(ioa => new SignalRow(line, index, isInterrogated, type, new((uint)ioa), value, wait));
        Rtus[^1] = rtu with { Signals = new RtuSignals([.. rtu.Signals.Rows, .. rows], rtu.Signals.Commands) };
    }

    private void ReadCommand(WordReader words, int line)
    {
        var rtu = Last();
        var word = words.Next("a command's type, as C_SC_NA_1");
        if (!Frames.TypeNames.TryParse(word.Text, out var type) || !CommandRequest.IsCommand(type))
        {
            throw new WordingException(word.Column, $"\"{word.Text}\" is no command: 45..51 or 58..64, as C_SC_NA_1");
        }

        words.Take("ioa");
        var address = words.ObjectAddress();
        words.Take("->");
        _ = words.TryTake("ioa");
        var status = words.ObjectAddress();
        Rtus[^1] = rtu with { Signals = new RtuSignals(rtu.Signals.Rows, rtu.Signals.Commands.Add(new CommandRow(line, type, address, status))) };
    }

    private void ReadMasters(WordReader words)
    {
        var name = words.Next("a name").Text;
        var count = (int)words.Number("how many masters", 1, 1000);
        var first = ReadMaster(words, name + "1");
        for (var number = 0; number < count; number++)
        {
            Add(first with { Name = $"{name}{number + 1}", LocalAddress = first.LocalAddress is { } from ? Addresses.After(from, number) : null });
        }
    }

    private MasterConfig ReadMaster(WordReader words, string name)
    {
        var master = new MasterConfig { Name = name, Targets = [], Address = Rtus.Count == 1 ? Rtus[0].Config.Number : new CommonAddress(1) };
        var link = LinkConfig.Default;
        while (!words.IsAtEnd)
        {
            if (words.TryTake("to"))
            {
                do
                {
                    master = master with { Targets = master.Targets.Add(words.EndPoint()) };
                }
                while (words.TryTake("or"));
            }
            else if (words.TryTake("from"))
            {
                master = master with { LocalAddress = words.Address() };
            }
            else if (words.TryTake("ca"))
            {
                master = master with { Address = words.CommonAddress() };
            }
            else if (words.TryTake("oa"))
            {
                master = master with { Originator = new OriginatorAddress((byte)words.Number("an originator address", 0, 255)) };
            }
            else if (words.TryTake("reconnect"))
            {
                var isTimed = words.Peek() is { } next && char.IsAsciiDigit(next[0]);
                master = master with { Reconnect = isTimed ? words.Duration() : TimeSpan.FromSeconds(1) };
            }
            else if (!LinkWords.TryRead(words, ref link))
            {
                throw words.Fault("to, from, ca, oa, k, w, t0, t1, t2, t3 or reconnect");
            }
        }

        return master.Targets.IsEmpty ? throw words.Fault($"\"to HOST:PORT\", where master {name} connects to,") : master with { Link = link };
    }

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
