using Gateway.Iec104.Stations;

namespace Gateway.Simulator.Masters;

/// <summary>How a request ended, in words.</summary>
internal static class OutcomeText
{
    public static string Of(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.TimedOut => "no answer",
        RequestOutcome.Unknown => "unknown (cause 44..47)",
        RequestOutcome.ConnectionLost => "connection lost",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}
