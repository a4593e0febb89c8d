using Gateway.Iec104.Stations;

namespace Gateway.Simulator.Masters;

/// <summary>How a command ended.</summary>
/// <param name="Select">Of the select; null: it was executed directly.</param>
/// <param name="Confirmation">Of the execute; when the select failed its outcome: then nothing was executed.</param>
/// <param name="RoundTrip">From the last request to its confirmation; null without one.</param>
/// <param name="Termination">ACT_TERM, which many stations leave out: then it times out.</param>
public sealed record CommandResult(RequestOutcome? Select, RequestOutcome Confirmation, TimeSpan? RoundTrip, Task<RequestOutcome> Termination);
