using Gateway.Iec104.Asdus;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>One fault of an RTU, by its word (<see cref="FaultWords"/>), to be switched on or off.</summary>
internal sealed record FaultChange(string Name, bool IsOn = true)
{
    public static readonly string[] Names =
        ["no-oa", "stale-oa", "late", "twice", "never", "negative", "cot", "octets", "no-ack", "refuse"];

    /// <summary>Of <c>late</c>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Of <c>cot</c>.</summary>
    public Cause Cause { get; init; }

    public static FaultChange Read(WordReader words)
    {
        var word = words.Next($"a fault ({string.Join(", ", Names)})");
        var name = Names.FirstOrDefault(n => word.Is(n))
            ?? throw new WordingException(word.Column, $"\"{word.Text}\" is no fault: {string.Join(", ", Names)}");
        return name switch
        {
            "late" => new FaultChange(name) { Delay = words.Sees("at") || words.Sees("off") ? TimeSpan.Zero : words.Duration() },
            "cot" => new FaultChange(name) { Cause = words.Sees("at") || words.Sees("off") ? Cause.None : CauseOf(words.Next("a cause of transmission")) },
            _ => new FaultChange(name),
        };
    }

    public RtuFaults Apply(RtuFaults faults) => Name switch
    {
        "no-oa" => faults with { Originator = IsOn ? OriginatorFault.Missing : OriginatorFault.None },
        "stale-oa" => faults with { Originator = IsOn ? OriginatorFault.Stale : OriginatorFault.None },
        "late" => faults with { AnswerDelay = IsOn ? Delay : TimeSpan.Zero },
        "twice" => faults with { Answers = IsOn ? 2 : 1 },
        "never" => faults with { Answers = IsOn ? 0 : 1 },
        "negative" => faults with { AnswersNegative = IsOn },
        "cot" => faults with { WrongCause = IsOn && Cause != Cause.None ? Cause : null },
        "octets" => faults with { SendsOctetByOctet = IsOn },
        "no-ack" => faults with { StopsAcknowledging = IsOn },
        _ => faults with { RefusesConnections = IsOn },
    };

    private static Cause CauseOf(Word word) =>
        CauseNames.TryParse(word.Text, out var cause) ? cause : throw new WordingException(word.Column, $"\"{word.Text}\" is no cause of transmission: 1..63, or {CauseNames.All}");
}
