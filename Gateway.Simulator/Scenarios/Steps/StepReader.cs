using Gateway.Simulator.Files;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>A step's words, and the stations that it may name.</summary>
internal sealed class StepReader(WordReader words, IReadOnlyList<RtuDefinition> rtus, IReadOnlyList<MasterConfig> masters)
{
    public static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(5);

    public WordReader Words => words;

    /// <summary>The name of an RTU: <c>A</c>, <c>rtu A</c>.</summary>
    public string Rtu()
    {
        _ = words.TryTake("rtu");
        var word = words.Next("the name of an RTU");
        return rtus.FirstOrDefault(r => r.Config.Name.Equals(word.Text, StringComparison.OrdinalIgnoreCase))?.Config.Name
            ?? throw new WordingException(word.Column, rtus.Count == 0
                ? $"there is no RTU \"{word.Text}\": write \"rtu {word.Text} ca 1 on 127.0.1.1:2404\" or \"rtus from iec104rs.csv\" above"
                : $"there is no RTU \"{word.Text}\": there {Listed(rtus.Select(r => r.Config.Name))}");
    }

    /// <summary><c>A</c>, <c>A and B</c>, <c>every rtu</c>.</summary>
    public IReadOnlyList<string> Rtus()
    {
        if (words.TryTake("every", "all"))
        {
            if (!words.TryTake("rtu", "rtus"))
            {
                throw words.Fault("\"rtu\"");
            }

            return EveryRtu();
        }

        var names = new List<string> { Rtu() };
        while (words.TryTake("and"))
        {
            names.Add(Rtu());
        }

        return names;
    }

    /// <summary><c>from A</c>, or nothing: every RTU.</summary>
    public IReadOnlyList<string> RtusBehind(params ReadOnlySpan<string> joints) => words.TryTake(joints) ? Rtus() : EveryRtu();

    /// <summary><c>m1</c>, <c>m1 and m2</c>, <c>every master</c>.</summary>
    public IReadOnlyList<string> Masters()
    {
        if (words.TryTake("every", "all"))
        {
            if (!words.TryTake("master", "masters"))
            {
                throw words.Fault("\"master\"");
            }

            return EveryMaster();
        }

        var names = new List<string> { Master() };
        while (words.TryTake("and"))
        {
            names.Add(Master());
        }

        return names;
    }

    /// <summary><c>from m1</c>, or nothing where there is but one.</summary>
    public IReadOnlyList<string> MastersBehind(string joint) => words.TryTake(joint) || masters.Count != 1 ? Masters() : [masters[0].Name];

    public bool HasMaster(string name) => masters.Any(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the next word names an RTU, and no master.</summary>
    public bool SeesRtu() => words.Sees("rtu") || (words.Peek() is { } name
        && rtus.Any(r => r.Config.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        && !HasMaster(name));

    /// <summary><c>within 5 s</c>, <c>for 5 s</c>, or 5 s.</summary>
    public TimeSpan Within(params ReadOnlySpan<string> joints) => words.TryTake(joints) ? words.Duration() : DefaultTime;

    public IReadOnlyList<string> EveryMaster() => masters.Count > 0
        ? [.. masters.Select(m => m.Name)]
        : throw words.Fault("a master: there is none; write \"master m1 to HOST:PORT\" above, and");

    private IReadOnlyList<string> EveryRtu() => rtus.Count > 0
        ? [.. rtus.Select(r => r.Config.Name)]
        : throw words.Fault("an RTU of this scenario: there is none; write \"rtu A ca 1 on 127.0.1.1:2404\" or \"rtus from iec104rs.csv\" above, and");

    private string Master()
    {
        _ = words.TryTake("master");
        var word = words.Next("the name of a master, or \"every master\"");
        return masters.FirstOrDefault(m => m.Name.Equals(word.Text, StringComparison.OrdinalIgnoreCase))?.Name
            ?? throw new WordingException(word.Column, masters.Count == 0
                ? $"there is no master \"{word.Text}\": write \"master {word.Text} to HOST:PORT\" above"
                : $"there is no master \"{word.Text}\": there {Listed(masters.Select(m => m.Name))}");
    }

    private static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length == 1 ? $"is {all[0]}" : $"are {string.Join(", ", all.Take(10))}{(all.Length > 10 ? $" and {all.Length - 10} more" : "")}";
    }
}
