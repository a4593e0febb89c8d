using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>What a simulated RTU does wrong, on request. They go together.</summary>
public sealed record RtuFaults
{
    public static readonly RtuFaults None = new();

    public OriginatorFault Originator { get; init; }

    /// <summary>Answers come so much later.</summary>
    public TimeSpan AnswerDelay { get; init; }

    /// <summary>How many times an answer is given: 0 never, 2 twice.</summary>
    public int Answers { get; init; } = 1;

    /// <summary>Requests are refused: ACT_CON with P/N = 1, and nothing is done.</summary>
    public bool AnswersNegative { get; init; }

    /// <summary>Answers bear this cause.</summary>
    public Cause? WrongCause { get; init; }

    /// <summary>Each octet is sent alone.</summary>
    public bool SendsOctetByOctet { get; init; }

    /// <summary>What masters send is not acknowledged any more.</summary>
    public bool StopsAcknowledging { get; init; }

    /// <summary>New connections are refused by the operating system.</summary>
    public bool RefusesConnections { get; init; }
}
