namespace Gateway.Iec104.Stations;

/// <summary>What an interrogation brought.</summary>
/// <param name="Outcome">Positive: confirmed and terminated.</param>
/// <param name="Objects">Information objects that came with the interrogation's cause.</param>
public readonly record struct InterrogationResult(RequestOutcome Outcome, int Objects);
