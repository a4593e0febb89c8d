using Gateway.Iec104.Asdus;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>One fault of an RTU, by its word, to be switched on or off.</summary>
internal sealed record FaultChange(string Name, bool IsOn = true)
{
    public static readonly string[] Names =
        ["no-originator", "stale-originator", "answer-late", "answer-twice", "never-answer", "answer-negative", "wrong-cause", "octet-by-octet", "no-acknowledge", "refuse-connections"];

    /// <summary>Of <c>answer-late</c>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Of <c>wrong-cause</c>.</summary>
    public Cause Cause { get; init; }

    public static FaultChange Read(WordReader words)
    {
        var word = words.Next($"a fault ({string.Join(", ", Names)})");
        var name = Names.FirstOrDefault(n => word.Is(n))
            ?? throw new WordingException(word.Column, $"\"{word.Text}\" is no fault: {string.Join(", ", Names)}");
        return name switch
        {
            "answer-late" => new FaultChange(name) { Delay = words.Sees("at") || words.Sees("off") ? TimeSpan.Zero : words.Duration() },
            "wrong-cause" => new FaultChange(name) { Cause = words.Sees("at") || words.Sees("off") ? Cause.None : CauseOf(words.Next("a cause of transmission")) },
            _ => new FaultChange(name),
        };
    }

    public RtuFaults Apply(RtuFaults faults) => Name switch
    {
        "no-originator" => faults with { Originator = IsOn ? OriginatorFault.Missing : OriginatorFault.None },
        "stale-originator" => faults with { Originator = IsOn ? OriginatorFault.Stale : OriginatorFault.None },
        "answer-late" => faults with { AnswerDelay = IsOn ? Delay : TimeSpan.Zero },
        "answer-twice" => faults with { Answers = IsOn ? 2 : 1 },
        "never-answer" => faults with { Answers = IsOn ? 0 : 1 },
        "answer-negative" => faults with { AnswersNegative = IsOn },
        "wrong-cause" => faults with { WrongCause = IsOn && Cause != Cause.None ? Cause : null },
        "octet-by-octet" => faults with { SendsOctetByOctet = IsOn },
        "no-acknowledge" => faults with { StopsAcknowledging = IsOn },
        _ => faults with { RefusesConnections = IsOn },
    };

    private static Cause CauseOf(Word word) =>
        CauseNames.TryParse(word.Text, out var cause) ? cause : throw new WordingException(word.Column, $"\"{word.Text}\" is no cause of transmission: 1..63, or {CauseNames.All}");
}
