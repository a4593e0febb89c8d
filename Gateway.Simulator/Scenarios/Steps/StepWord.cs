namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>A word that a step may begin with.</summary>
/// <param name="Word">The keyword.</param>
/// <param name="Syntax">How the line is written; what stands in brackets may be left out.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Read">Reads what follows the keyword.</param>
internal sealed record StepWord(string Word, string Syntax, string Meaning, Func<StepReader, Step> Read);
