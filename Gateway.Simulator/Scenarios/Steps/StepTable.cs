using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>All steps that a scenario may have. The reference in the documentation is this table.</summary>
internal static class StepTable
{
    private const string Answer = "[from MASTERS] [ca N] [N times] [expect positive|negative|unknown|silence] [within TIME]";

    public static readonly IReadOnlyList<StepWord> All =
    [
        new("send", "send index N [from RTUS] [for TIME] [in background]", "The rows of an index group (0: all), with their pauses and conditions; `for` repeats them.", ReadSend),
        new("send", "send N signals [from RTUS] [at N per second] [in background]", "An avalanche over all points of each RTU, each time with another value.", ReadSend),
        new("send", "send TYPE ioa N = VALUE [from RTUS] [cot CAUSE] [quality BITS]", "One signal.", ReadSend),
        new("move", "move RTUS at N per second", "Measured values and breakers move by themselves, from now on.", MoveStep.Read),
        new("stop", "stop moving RTUS", "They do not move any more; a breaker that is on its way arrives.", ReadStop),
        new("fault", "fault NAME [at RTUS] [on|off]", $"What an RTU does wrong from now on: {string.Join(", ", FaultChange.Names.Select(Shown))}.", FaultStep.Read),
        new("no", "no faults [at RTUS]", "It does everything right again.", FaultStep.ReadNone),
        new("drop", "drop link [of RTUS]", "Cuts the connections; the RTU goes on listening.", RtuLinkStep.ReadDrop),
        new("restart", "restart RTUS", "As after a power failure: connections are cut, values are the file's, an end of initialization comes.", RtuLinkStep.ReadRestart),
        new("take", "take RTUS down", "Cuts the connections and refuses new ones.", RtuLinkStep.ReadTake),
        new("bring", "bring RTUS up", "Accepts connections again.", RtuLinkStep.ReadBring),
        new("connect", "connect MASTERS [within TIME]", "Connects, without STARTDT; tried again until the time is over.", MasterLinkStep.Reads(MasterLinkStep.What.Connect)),
        new("start", "start MASTERS [within TIME]", "Connects where needed, and STARTDT; tried again until the time is over.", MasterLinkStep.Reads(MasterLinkStep.What.Start)),
        new("stop", "stop MASTERS [within TIME]", "STOPDT.", ReadStop),
        new("disconnect", "disconnect MASTERS", "Closes the connection.", MasterLinkStep.Reads(MasterLinkStep.What.Disconnect)),
        new("hold", "hold MASTERS", "Nothing that comes in is acknowledged: a master that hangs.", MasterLinkStep.Reads(MasterLinkStep.What.Hold)),
        new("release", "release MASTERS", "Acknowledges again.", MasterLinkStep.Reads(MasterLinkStep.What.Release)),
        new("interrogate", $"interrogate [group N] [objects N] {Answer}", "Interrogation of the station or a group; the answer is complete with its termination. Time: 30 s unless said otherwise.", AskStep.ReadInterrogation),
        new("counters", $"counters [group N] [freeze|freeze-and-reset|reset] [objects N] {Answer}", "Counter interrogation.", AskStep.ReadCounters),
        new("read", $"read ioa N {Answer}", "Reads a point.", AskStep.ReadRead),
        new("command", $"command TYPE ioa N = VALUE [select] [time] [qualifier N] {Answer}", "A command, 45..51 or 58..64; `select`: select before operate; `time`: with time tag.", CommandStep.Read),
        new("select", $"select TYPE ioa N = VALUE [time] [qualifier N] {Answer}", "A select alone: the point is held for this master, until its `command` (without `select`), its `cancel`, or the RTU's time for it.", CommandStep.ReadSelect),
        new("cancel", $"cancel TYPE ioa N = VALUE [time] {Answer}", "Deactivation: a select is given up.", CommandStep.ReadCancel),
        new("clock", $"clock [ahead TIME|behind TIME] {Answer}", "Clock synchronization with the time now, or another.", ClockStep.Read),
        new("test", $"test {Answer}", "Test command with time tag (107).", AskStep.ReadTest),
        new("expect", "expect CONDITION [then CONDITION ...] [at least N times|exactly N times] at STATIONS [within TIME]", "What each of these stations must receive, since the last step that did something.", ExpectStep.Read),
        new("expect", "expect no CONDITION at STATIONS [for TIME]", "What none of them may receive until the time is over; a master must be connected all the while, as with `exactly`.", ExpectStep.Read),
        new("expect", "expect all signals [of RTUS] at MASTERS [within TIME] [any order] [no duplicates]", "Every event sent since the last `mark` (or the beginning) is at every master: none lost, in its order; duplicates are counted.", ExpectStep.Read),
        new("expect", "expect MASTERS connected|started|disconnected [within TIME]", "The state of connections.", ExpectStep.Read),
        new("expect", "expect round trips [of MASTERS] median|p99|max below TIME", "What the masters' confirmed requests took, since the beginning.", ExpectStep.Read),
        new("wait", "wait for CONDITION [at STATIONS] [within TIME]", "The same as `expect`; without `at` any RTU is enough.", WaitStep.Read),
        new("wait", "wait TIME", "Nothing, for so long.", WaitStep.Read),
        new("mark", "mark", "From here on signals count for `expect all signals`.", WaitStep.ReadMark),
    ];

    /// <summary>Reads a step from its first word to its last.</summary>
    public static Step Read(StepReader reader)
    {
        var words = reader.Words;
        TimeSpan? at = null;
        if (words.TryTake("at"))
        {
            at = words.Duration();
        }

        var word = words.Next("a step");
        var known = All.FirstOrDefault(s => word.Is(s.Word))
            ?? throw new WordingException(word.Column, $"\"{word.Text}\" is no step: {string.Join(", ", All.Select(s => s.Word).Distinct())}; or, above all steps, {Declarations.Known}");
        var step = known.Read(reader);
        words.End($"{string.Join(" or ", All.Where(s => s.Word == known.Word).Select(s => s.Syntax))}");
        return step with { At = at };
    }

    private static Step ReadSend(StepReader reader)
    {
        var words = reader.Words;
        return words.Sees("index") ? SendIndexStep.Read(reader)
            : words.Peek() is { } next && next.All(char.IsAsciiDigit) && !words.Sees(next, "ioa") ? SendManyStep.Read(reader)
            : SendSignalStep.Read(reader);
    }

    private static Step ReadStop(StepReader reader) => reader.Words.TryTake("moving") ? MoveStep.ReadStop(reader) : MasterLinkStep.Reads(MasterLinkStep.What.Stop)(reader);

    private static string Shown(string fault) => fault switch
    {
        "late" => "`late TIME`",
        "cot" => "`cot CAUSE`",
        _ => $"`{fault}`",
    };
}
